// Words for what somebody does that no list knows, told by their endings.

const TRADE =
  /^[\p{Ll}-]*(?:er|or|ist|man|woman|ian|ess|keeper|maker|monger|wright|herd|mason|smith|hand|assistant|attendant|accountant|apprentice|trainee|hermit|monk|nun|nurse|cook|chef|clerk|medic|vet|guide|pilot|student|retiree|survivor|accused|defendant|sister|maid|lad|boy|girl|lady|vicar|registrar|bursar)$/u;

/** Whether a noun in lower case is a word for somebody by what he does: "baker", "headmistress", "night watchman". */
export const isTrade = (noun: string): boolean => {
  const head = noun.slice(noun.lastIndexOf(' ') + 1);
  return TRADE.test(head) && !SPEAKS_FOR.test(head);
};

/** "The rebel spokesman" speaks for others: what somebody is sent to do, not what he is. */
const SPEAKS_FOR = /^spokes(?:man|woman|person)$/;

/** Whether "to" behind the noun says where somebody was sent or whom he serves: "ambassador to Lutz", but not "minister to". */
export const isSentTo = (noun: string): boolean => SENT.test(noun.slice(noun.lastIndexOf(' ') + 1));
const SENT =
  /^(?:ambassador|envoy|emissary|representative|delegate|delegation|mission|embassy|nuncio|attache|consul|commissioner|counsel|counsell?or|advis[eo]r|aide|assistant|secretary|deputy|coordinator|liaison|observer|monitor|rapporteur|heir|successor|witness|party|letter|message|note|memo|report|statement|appeal|reply|answer|response|address|speech)s?$/;
