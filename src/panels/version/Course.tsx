import { type CounterCourse, courseWords } from './counter';
import styles from './course.module.css';
import { coursePath, dots, ticks } from './geometry';

interface Props {
  readonly course: CounterCourse;
}

/** The counter over the steps so far, as a staircase. */
export const Course = ({ course }: Props) => {
  const [low, high] = ticks(course.values);
  return (
    <figure className={styles.figure}>
      <div className={styles.scale} aria-hidden="true">
        <span>{high}</span>
        {high !== low && <span>{low}</span>}
      </div>
      <div className={styles.plot}>
        <svg
          viewBox="0 0 100 100"
          preserveAspectRatio="none"
          className={styles.svg}
          role="img"
          aria-label={`latest_version over the steps. ${courseWords(course)}`}
        >
          <path d={coursePath(course.values)} className={styles.line} />
        </svg>
        {dots(course).map(({ step, x, y, to }) => (
          <span
            key={step}
            className={styles.dot}
            style={{ insetInlineStart: `${x}%`, top: `${y}%` }}
            title={`Step ${step}: ${to}`}
          />
        ))}
      </div>
      <figcaption className={styles.caption} aria-hidden="true">
        <span>step 0</span>
        {course.values.length > 1 && <span>step {course.values.length - 1}</span>}
      </figcaption>
    </figure>
  );
};
