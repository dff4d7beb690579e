/** The types of Selenium name the folder; what Node loads is the file in it. */
declare module 'selenium-webdriver/remote/index.js' {
  export { DriverService } from 'selenium-webdriver/remote';
}
