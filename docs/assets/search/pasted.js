// Addresses that people paste into the search: one key for all spellings of one target, as in hooks/kb/search/pasted.py.

const AROUND = /^[\s<(["'“]+|[\s>)\]"'”.,;]+$/g;
const ARXIV_ID = String.raw`\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7}`;
const ARXIV = new RegExp(String.raw`^(?:arxiv\s*:?\s*)?(${ARXIV_ID})(?:v\d+)?$`, "i");
const ARXIV_PATH = new RegExp(String.raw`/(${ARXIV_ID})(?:v\d+)?(?:\.pdf)?/?$`, "i");
const ARXIV_HOST = /^((\w+\.)*arxiv\.org|ar5iv\.org|alphaxiv\.org|xxx\.lanl\.gov)$/;
const ARXIV_DOI = /^10\.48550\/arxiv\.(.+?)(v\d+)?$/;
const ACL_DOI = /^10\.18653\/v1\/(.+)$/;
const DOI = /^(?:doi\s*:?\s*)?(10\.\d{4,9}\/\S+)$/i;
const DOI_PATH = /\/(10\.\d{4,9}\/.+)$/;
const AFTER_DOI = /(v\d+)?(\.full|\/full|\/abstract|\/meta|\/e?pdf|\/html)*(\.pdf|-text)?\/?$/;
const ADDRESS = /^((?:git\+)?(?:https?|ssh|git):\/\/)?(?:\w+@)?((?:[\w-]+\.)+[a-z]{2,})(?::\d+)?([/:?#]\S*)?$/i;
const OWNER_AND_NAME = /^[\w.-]+\/[\w.-]+$/;
const ESCAPED = /%([2-7][0-9a-f])/gi;

/**
 * Tell what a pasted text points to: one key for a target, several where the text may be the name of a repository at several
 * hosts, none where it is no address.
 * @param {string} text
 * @returns {string[]}
 */
export function addressKeys(text) {
  const given = text.replace(AROUND, "");
  const paper = given.match(ARXIV);
  if (paper) return [arxivKey(paper[1])];
  const doi = given.match(DOI);
  if (doi) return [doiKey(doi[1])];
  const address = given.match(ADDRESS);
  if (address) {
    const [, scheme, typed, path = ""] = address;
    const host = typed.toLowerCase().replace(/^www\./, "");
    const rest = path.replace(/^[/:]+/, "/");
    return rest || scheme || host !== typed.toLowerCase() ? [keyAtHost(host, rest)] : [];
  }
  const name = given.toLowerCase();
  return OWNER_AND_NAME.test(given) ? [`huggingface.co/${name}`, `huggingface.co/datasets/${name}`, `github.com/${name}`] : [];
}

function keyAtHost(host, rest) {
  const [path, query] = pathAndQuery(rest);
  const parts = path.split("/").filter(Boolean);
  const named = (count) => parts.slice(0, count).map((part) => part.toLowerCase());
  const last = parts.at(-1)?.toLowerCase();
  const id = query.match(/(?:^|&)id=([^&]+)/);
  if (ARXIV_HOST.test(host) || (host === "huggingface.co" && parts[0] === "papers")) {
    const paper = path.match(ARXIV_PATH);
    if (paper) return arxivKey(paper[1]);
  } else if (host === "github.com" || host === "raw.githubusercontent.com") {
    return ["github.com", ...named(2).map((part) => part.replace(/\.git$/, ""))].join("/");
  } else if (host === "huggingface.co" || host === "hf.co") {
    return ["huggingface.co", ...named(["datasets", "spaces"].includes(parts[0]) ? 3 : 2)].join("/");
  } else if (DOI_PATH.test(path)) {
    const doi = path.match(DOI_PATH)[1];
    return doiKey(host === "doi.org" ? doi.replace(/\/+$/, "") : doi.replace(AFTER_DOI, ""));
  } else if (host === "nature.com" && parts[0] === "articles" && parts.length > 1) {
    return doiKey(`10.1038/${parts[1].replace(/\.pdf$/, "")}`);
  } else if (["aclanthology.org", "aclweb.org"].includes(host) && last) {
    return `aclanthology.org/${last.replace(/\.pdf$/, "")}`;
  } else if (host === "openaccess.thecvf.com" && last) {
    return `${host}/${last.replace(/\.(html|pdf)$/, "")}`;
  } else if (host === "openreview.net" && id) {
    return `${host}/${id[1].toLowerCase()}`;
  }
  const wanted = query.toLowerCase().split("&").filter((pair) => pair && !pair.startsWith("utm_"));
  return [host, ...named(parts.length)].join("/") + (wanted.length ? `?${wanted.join("&")}` : "");
}

function pathAndQuery(rest) {
  const [, path, query = ""] = rest.match(/^([^?#]*)(?:\?([^#]*))?/);
  return [path.replace(ESCAPED, (_, code) => String.fromCharCode(parseInt(code, 16))), query];
}

/** The class of an old id (math.GT/0309136) may be left out. */
const arxivKey = (number) => `arxiv:${number.toLowerCase().replace(/\.[a-z]{2}\//, "/")}`;

function doiKey(doi) {
  const lower = doi.toLowerCase();
  const paper = lower.match(ARXIV_DOI);
  if (paper) return arxivKey(paper[1]);
  const named = lower.match(ACL_DOI);
  return named ? `aclanthology.org/${named[1]}` : `doi:${lower}`;
}
