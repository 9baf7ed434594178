/**
 * Other people's programs, asked about a page: one question a line on standard input, one answer a line.
 *
 *   {"pa11y": TAB}               what HTML CodeSniffer says of the page as it stands in that tab
 *   {"lighthouse": TAB, url}     Lighthouse's marks for that address, in a tab of its own beside that one, and what cost it some
 *   {"html": [FILE, …]}          what html-validate says of each file
 *
 * The browser is the one the walk uses, on the port given as the only argument.
 */
import { createInterface } from "node:readline";
import { HtmlValidate, StaticConfigLoader } from "html-validate";
import lighthouse from "lighthouse";
import pa11y from "pa11y";
import puppeteer from "puppeteer-core";
import rules from "./rules.mjs";

const [port] = process.argv.slice(2);
const CATEGORIES = ["performance", "accessibility", "best-practices"];

/** Against the HTML standard as that program reads it, but for what rules.mjs says. */
async function html(files) {
  const validator = new HtmlValidate(new StaticConfigLoader(rules));
  const said = [];
  for (const file of files) {
    const { results } = await validator.validateFile(file);
    said.push(results.flatMap(({ messages }) => messages.map(({ ruleId, message, line, column }) => `${ruleId}: ${message} (${line}:${column})`)));
  }
  return said;
}

async function sniffed({ tab, browser }) {
  const { issues } = await pa11y("about:blank", { browser, page: await tab.page(), ignoreUrl: true, runners: ["htmlcs"], standard: "WCAG2AA", hideElements: "[hidden], [hidden] *", viewport: null });
  return issues.map(({ code, message, selector }) => `${code.replace(/^WCAG2AA\.Principle\d\.Guideline/, "")}: ${message} ${selector}`);
}

async function marked({ tab, url }) {
  const page = await tab.browserContext().newPage();
  try {
    const flags = { port: Number(port), disableStorageReset: true, onlyCategories: CATEGORIES, logLevel: "silent" };
    const { lhr } = await lighthouse(url, flags, undefined, page);
    const weighed = Object.values(lhr.categories).flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0));
    const failed = weighed.map(({ id }) => lhr.audits[id]).filter(({ score }) => score !== null && score < 0.9);
    return {
      at: lhr.finalDisplayedUrl,
      marks: CATEGORIES.map((name) => Math.round((lhr.categories[name].score ?? 0) * 100)),
      failed: failed.map(({ id, title, displayValue = "" }) => `${id}: ${title} ${displayValue}`.trim()),
      problem: lhr.runtimeError?.message ?? null,
    };
  } finally {
    await page.close();
  }
}

async function answer(question) {
  if (question.html) return html(question.html);
  const browser = await puppeteer.connect({ browserURL: `http://127.0.0.1:${port}`, defaultViewport: null, targetFilter: (target) => target.type() !== "shared_worker" });
  try {
    const tab = browser.targets().find((target) => target._targetId === (question.pa11y ?? question.lighthouse));
    return await (question.pa11y ? sniffed({ tab, browser }) : marked({ tab, url: question.url }));
  } finally {
    await browser.disconnect();
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const said = await answer(JSON.parse(line)).catch((error) => ({ problem: String(error.stack ?? error) }));
  process.stdout.write(JSON.stringify(said) + "\n");
}
