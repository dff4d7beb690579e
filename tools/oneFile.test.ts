import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { inlineScript, onePage } from './oneFile';

const html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>App</title>
    <link rel="icon" href="./favicon.svg" type="image/svg+xml" />
    <link rel="manifest" href="./manifest.webmanifest" />
    <script type="module" crossorigin src="./assets/index.js"></script>
    <link rel="stylesheet" crossorigin href="./assets/index.css">
  </head>
  <body>
    <div id="root"></div>
  </body>
</html>
`;

const made = onePage(html, {
  script: 'const text = "</script><!-- $& -->";',
  style: 'a::after { content: "</style> $&"; }',
  icon: '<svg fill="#fff"/>',
});

describe('the one page', () => {
  it('names no file beside itself', () => {
    expect(made).not.toMatch(/(?:src|href)="(?!data:)/);
    expect(made).toContain('<link rel="icon" href="data:image/svg+xml,%3Csvg%20fill%3D%22%23fff%22%2F%3E">');
  });

  it('has its script whole, and ends it where it ends', () => {
    expect(made.split('</script>')).toHaveLength(2);
    expect(made).toContain('<script type="module">const text = "\\x3C/script>\\x3C!-- $& -->";</script>\n</body>');
    expect(made.split('</style>')).toHaveLength(2);
    expect(made).toContain('$&"; }</style>');
  });

  it('allows this script and nothing else', () => {
    const hash = createHash('sha256').update('const text = "\\x3C/script>\\x3C!-- $& -->";').digest('base64');
    expect(made).toContain(`default-src 'none'; script-src 'sha256-${hash}';`);
  });

  it('says the same in JavaScript as before', () => {
    const text = 'return ["</script>", `</SCRIPT`, "<!--", /<\\/script/u.test("</script")];';
    expect(Function(inlineScript(text))()).toEqual(Function(text)());
  });

  it('is refused for a page without a place for it', () => {
    expect(() => onePage('<html></html>', { script: '', style: '', icon: '' })).toThrow('index.html must have');
  });
});
