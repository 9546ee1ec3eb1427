// "Also read | Envoy slams the deal": links and labels between the paragraphs of scraped pages, which nobody says.
const BOILERPLATE =
  /^(?:also read|read (?:also|more|next|the full)|see also|related(?: stories| articles)?|don['’]t miss|recommended|trending|most read|more on this|watch(?: live| now)?|listen|subscribe|sign up|click here|follow us|advertisement|photo|image|file photo|picture|caption)\b\s*[|:–—-]/i;

/** Whether a paragraph that opens so is a link or a label rather than text of the article. */
export function isBoilerplate(opening: string): boolean {
  return BOILERPLATE.test(opening);
}
