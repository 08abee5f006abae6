/** Who publishes, and the site as a whole. */
import { FRONT } from '../../addresses.ts';
import { foldHeadline } from '../../base/fold.ts';
import type { Config } from '../../config/config.ts';
import type { JsonLd } from '../../model.ts';
import { absoluteUrl, hrefOfUrl } from '../location.ts';
import { node, oneOrMore } from './json-ld.ts';

/** The publisher with its policies: the same for every page of a configuration. */
export function publisherNode(config: Config): JsonLd {
  const publisher = publishers.get(config) ?? makePublisher(config);
  publishers.set(config, publisher);
  return publisher;
}

const publishers = new WeakMap<Config, JsonLd>();

function makePublisher(config: Config): JsonLd {
  const { publisher, social } = config;
  return node('NewsMediaOrganization', {
    '@id': publisherId(config),
    name: publisher.name,
    url: absoluteUrl(config, FRONT),
    logo:
      publisher.logo === null
        ? null
        : node('ImageObject', { url: absoluteHref(config, publisher.logo) }),
    sameAs: oneOrMore(social.map((it) => it.url).filter((it) => /^https?:/.test(it))),
    ...policiesOf(config),
  });
}

/** The publication, as what its pages are part of. */
export function publicationNode(config: Config): JsonLd {
  const url = absoluteUrl(config, FRONT);
  return node('WebSite', { '@id': `${url}#publication`, name: config.title, url });
}

/** The publication as its front page says it. */
export function siteNode(config: Config): JsonLd {
  return node('WebSite', {
    ...publicationNode(config),
    description: config.description,
    inLanguage: config.language,
    publisher: { '@id': publisherId(config) },
  });
}

/** A URL of the configuration or of front matter, as it is called from anywhere. */
export function absoluteHref(config: Pick<Config, 'origin' | 'base'>, url: string): string {
  const href = hrefOfUrl(config, url);
  return href.startsWith('/') ? config.origin + href : href;
}

/** Terms: by their address where that is what they say, else by name. */
export function licenseOf(terms: string | null): string | JsonLd | null {
  if (terms === null) return null;
  return /^https?:\/\/\S+$/.test(terms) ? terms : node('CreativeWork', { name: terms });
}

function publisherId(config: Config): string {
  return `${absoluteUrl(config, FRONT)}#publisher`;
}

/** By property, the addresses of the policies whose names mean it. */
function policiesOf(config: Config): Record<string, string | readonly string[] | null> {
  const policies = config.publisher.policies.map(({ label, url }) => ({
    name: foldHeadline(label),
    url: absoluteHref(config, url),
  }));
  return Object.fromEntries(
    Object.entries(POLICIES).map(([property, stems]) => {
      const found = policies.filter(({ name }) => stems.some((it) => name.includes(it)));
      return [property, oneOrMore(found.map((it) => it.url))];
    }),
  );
}

/**
 * Properties of NewsMediaOrganization, by the beginnings of words that name such a policy in the languages of
 * the theme. The names are the publisher's own words, so one that is not recognised is not in the data.
 */
const POLICIES: Readonly<Record<string, readonly string[]>> = {
  publishingPrinciples: [
    ...['standard', 'principle', 'guideline', 'editorial', 'norma', 'principio', 'charte'],
    ...['principe', 'grundsätz', 'richtlinie', 'معايير', 'مبادئ', 'стандарт', 'принцип'],
  ],
  correctionsPolicy: [
    ...['correction', 'correccion', 'corrección', 'rectific', 'korrektur', 'berichtigung'],
    ...['تصحيح', 'исправлен', 'поправк'],
  ],
  ethicsPolicy: ['ethic', 'ética', 'éthique', 'déontolog', 'ethik', 'أخلاق', 'этик', 'этич'],
  diversityPolicy: ['diversity', 'diversidad', 'diversité', 'vielfalt', 'تنوع', 'разнообраз'],
  unnamedSourcesPolicy: ['unnamed', 'anonymous', 'anónim', 'anonym', 'مجهول', 'анонимн'],
  verificationFactCheckingPolicy: [
    ...['fact-check', 'fact check', 'verification', 'verificación', 'vérification', 'faktencheck'],
    ...['تحقق', 'проверк'],
  ],
  actionableFeedbackPolicy: [
    ...['feedback', 'complaint', 'quejas', 'plainte', 'beschwerde', 'شكاوى', 'жалоб'],
  ],
  ownershipFundingInfo: [
    ...['ownership', 'funding', 'financ', 'propiedad', 'propriété', 'eigentüm', 'finanz'],
    ...['ملكية', 'تمويل', 'собствен', 'финанс'],
  ],
  masthead: ['masthead', 'imprint', 'impressum', 'staff', 'equipo', 'équipe', 'فريق', 'редакци'],
  missionCoveragePrioritiesPolicy: ['mission', 'misión', 'leitbild', 'رسالة', 'мисси'],
};
