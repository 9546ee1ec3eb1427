// Words for what somebody does that no list knows, told by their endings.

const TRADE =
  /^[\p{Ll}-]*(?:er|or|ist|man|woman|ian|ess|keeper|maker|monger|wright|herd|mason|smith|hand|assistant|attendant|accountant|apprentice|trainee|hermit|monk|nun|nurse|cook|chef|clerk|medic|vet|guide|pilot|student|retiree|survivor|accused|defendant|sister|maid|lad|boy|girl|lady|vicar|registrar|bursar)$/u;

/** Whether a noun in lower case is a word for somebody by what he does: "baker", "headmistress", "night watchman". */
export const isTrade = (noun: string): boolean => TRADE.test(noun.slice(noun.lastIndexOf(' ') + 1));
