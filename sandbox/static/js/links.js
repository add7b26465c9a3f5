/** Deep links: which addresses open the bot rather than a page of the web. */

/**
 * The payload of a link to the bot (`https://t.me/bot?start=x`, `t.me/bot`, `tg://resolve?domain=bot&start=x`,
 * `/t/bot?start=x`), empty when it carries none; null when the link leads elsewhere.
 */
export function payloadOf(text, username) {
  const url = parse(text.trim());
  if (!url || nameIn(url)?.toLowerCase() !== username.toLowerCase()) return null;
  return url.searchParams.get("start") ?? "";
}

function parse(text) {
  const address = /^(t\.me|telegram\.me)\//i.test(text) ? `https://${text}` : text;
  try {
    return new URL(address, location.origin);
  } catch {
    return null;
  }
}

function nameIn(url) {
  if (url.protocol === "tg:") return url.searchParams.get("domain");
  if (["t.me", "telegram.me"].includes(url.hostname)) return url.pathname.slice(1);
  if (url.origin === location.origin && url.pathname.startsWith("/t/")) return url.pathname.slice(3);
  return null;
}
