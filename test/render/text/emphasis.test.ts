import { expect } from 'chai';
import fc from 'fast-check';
import { toWhatsAppText } from '../../../src/render/text/whatsAppText.js';

const shown = (text: string) => toWhatsAppText(text).replaceAll('\u2060', '');

describe('Emphasis in Markdown', () => {
  const rows: [markdown: string, whatsApp: string][] = [
    // Beside the punctuation of Chinese, Japanese and Korean. WhatsApp shows no format beside a letter: no marks then.
    ['料金は**「無料」**です', '料金は「無料」です'],
    ['请**马上！**回复', '请马上！回复'],
    ['これは**重要。**次', 'これは重要。次'],
    ['***「全部」***です', '「全部」です'],
    ['这是***「非常」***重要的', '这是「非常」重要的'],
    ['*「斜体」*です', '「斜体」です'],
    ['~~（旧）~~價', '（旧）價'],
    ['「**重要**」です', '「*重要*」です'],
    ['ご注意：**本日休業**。', 'ご注意：*本日休業*。'],
    ['**한국어(Korean)**는', '한국어(Korean)는'],
    ['**“주의”**를 보세요', '“주의”를 보세요'],
    ['これは__重要__です', 'これは重要です'],
    ['请看**[链接](https://x.y/a)**。', '请看链接 (https://x.y/a)。'],
    ['详见https://x.y/a。**注意**：', '详见https://x.y/a。*注意*：'],
    // Inside words.
    ['un**frigging**believable', 'unfriggingbelievable'],
    ['un***frigging***believable', 'unfriggingbelievable'],
    ['re~~de~~fined', 'redefined'],
    ['**Hin**weis', 'Hinweis'],
    ['Haus**tür** links', 'Haustür links'],
    ['ส**วัส**ดี', 'สวัสดี'],
    // After punctuation that a letter follows.
    ['**Total:**R 100', 'Total:R 100'],
    ['**10%**off', '10%off'],
    ['**Note: (**important**)', '**Note: (*important*)'],
    // Signs of another kind.
    ['2*3*4', '2*3*4'],
    ['2**3**4', '2**3**4'],
    ['4111**1111**2222', '4111**1111**2222'],
    ['a*b*c', 'a*b*c'],
    ['x**y**z', 'x**y**z'],
    ['x~~y~~z', 'x~~y~~z'],
    ['a**b + c**d', 'a**b + c**d'],
    ['f(**kwargs, **more)', 'f(**kwargs, **more)'],
    ['my__file__name and snake_case', 'my__file__name and snake_case'],
    ['https://x.y/a**b**c', 'https://x.y/a**b**c'],
  ];
  for (const [markdown, whatsApp] of rows) {
    it(`of ${markdown} is ${whatsApp}`, () => {
      expect(shown(markdown)).to.equal(whatsApp);
    });
  }

  it('leaves no marks in sight in a sentence without spaces, whatever stands beside it', () => {
    const part = fc.constantFrom('料金', 'です', '重要', '한국어는', '無料');
    const opening = fc.constantFrom('', '「', '（', '“', '《', '【');
    const closing = fc.constantFrom('', '」', '）', '”', '》', '】', '。', '！', '，', '：');
    const mark = fc.constantFrom('**', '~~', '***');
    fc.assert(
      fc.property(part, opening, part, closing, part, mark, (before, open, inside, close, after, marks) => {
        const sent = shown(`${before}${marks}${open}${inside}${close}${marks}${after}`);
        expect(sent).to.equal(`${before}${open}${inside}${close}${after}`);
      }),
      { numRuns: 200 },
    );
  });
});
