import assert from 'node:assert/strict'
import { test } from 'node:test'
import { VoiceError } from '../errors.ts'
import { speakable } from './ssml.ts'
import { resolveVoice } from './voices.ts'

const english = resolveVoice()
const markup = (ssml: string): string => speakable(ssml, english).markup

const fails = (ssml: string, code: number): void =>
  assert.throws(
    () => speakable(ssml, english),
    (error) => error instanceof VoiceError && error.code === code,
  )

test('text stays text: markup in it is escaped again', () => {
  assert.equal(markup('a &lt;break time="9s"/&gt; &amp; b'), 'a &lt;break time=&quot;9s&quot;/&gt; &amp; b')
  assert.equal(markup('<![CDATA[<audio src="/etc/passwd"/>]]>'), '&lt;audio src=&quot;/etc/passwd&quot;/&gt;')
})

test('phonemes of the engine can not be written into text', () => {
  assert.doesNotMatch(markup('[[h@l0U]] [[[x]]]'), /\[\[/)
})

test('elements that are not ours are read as if their tags were not there; their attributes are gone', () => {
  assert.equal(markup('<audio src="file:///etc/passwd">x</audio>'), 'x')
  assert.equal(markup('<phoneme alphabet="ipa" ph="x">tomato</phoneme>'), 'tomato')
  assert.equal(markup('<s evil="1">x</s>'), '<s>x</s>')
  assert.equal(markup('<constructor>x</constructor>'), 'x')
})

test('breaks are milliseconds, of ten seconds at most', () => {
  assert.equal(markup('a<break time="1.5s"/>b'), 'a<break time="1500ms"/>b')
  assert.equal(markup('a<break time="99s"/>b'), 'a<break time="10000ms"/>b')
  assert.equal(markup('a<break strength="x-strong"/>b'), 'a<break time="1000ms"/>b')
  assert.equal(markup('a<break strength="none"/>b'), 'ab')
  assert.equal(markup('a<break/>b<break time="&quot; onload"/>'), 'a<break time="400ms"/>b<break time="400ms"/>')
})

test('prosody is percent, within bounds; what can not be read is left out', () => {
  const opening = (attributes: string): string | undefined =>
    /<prosody[^>]*>/.exec(markup(`<prosody ${attributes}>x</prosody>`))?.[0]
  assert.equal(opening('rate="slow" pitch="+10%" volume="-6dB"'), '<prosody rate="75%" pitch="110%" volume="50%">')
  assert.equal(opening('rate="99999%"'), '<prosody rate="200%">')
  assert.equal(opening('rate="1&quot; x=&quot;"'), undefined)
  assert.equal(opening('pitch="+12st"'), '<prosody pitch="200%">')
})

test('lang speaks by a voice of that language and of the same sex', () => {
  assert.equal(markup('<lang xml:lang="fr-FR">oui</lang>'), '<voice name="fr">oui</voice>')
  const woman = speakable('<lang xml:lang="de-DE">ja</lang>', resolveVoice('woman')).markup
  assert.equal(woman, '<voice name="de+f2">ja</voice>')
  fails('<lang xml:lang="xx">x</lang>', 13512)
})

test('sub says its alias; emphasis has a level; p, s and w keep their text', () => {
  assert.equal(markup('<sub alias="World &amp; Web">W3C</sub>'), 'World &amp; Web')
  assert.equal(markup('<emphasis level="strong">x</emphasis>'), '<emphasis level="strong">x</emphasis>')
  assert.equal(markup('<emphasis level="wild">x</emphasis>'), '<emphasis level="moderate">x</emphasis>')
  assert.equal(markup('<p>a <w role="amazon:VB">read</w></p>'), '<p>a read</p>')
})

const spoken = (interpretAs: string, text: string, format = ''): string =>
  markup(`<say-as interpret-as="${interpretAs}" format="${format}">${text}</say-as>`)
const letters = (text: string): string => `<say-as interpret-as="characters">${text}</say-as>`

test('say-as reads letters and digits one by one, and telephone numbers in their groups', () => {
  assert.equal(spoken('characters', 'A&amp;B'), letters('A&amp;B'))
  assert.equal(spoken('digits', '1234'), letters('1234'))
  assert.equal(
    spoken('telephone', '+1 (415) 555'),
    [letters('1'), letters('415'), letters('555')].join('<break time="250ms"/>'),
  )
})

test('say-as reads ordinals, dates, times and fractions', () => {
  assert.equal(spoken('ordinal', '3'), '3rd')
  assert.equal(spoken('ordinal', '112'), '112th')
  assert.equal(spoken('date', '3/4/2026', 'mdy'), 'March 4, 2026')
  assert.equal(spoken('date', '4.3.2026', 'dmy'), 'March 4, 2026')
  assert.equal(spoken('date', '20260304', 'yyyymmdd'), 'March 4, 2026')
  assert.equal(spoken('date', '3/2026', 'my'), 'March 2026')
  assert.equal(spoken('date', '31/31/2026', 'mdy'), '31/31/2026')
  assert.equal(spoken('time', '1\'21"'), '1 minute 21 seconds')
  assert.equal(spoken('fraction', '3/20'), '3 over 20')
  assert.equal(spoken('expletive', 'darn'), 'beep')
  assert.equal(spoken('nonsense', '12'), '12')
})

test('say-as follows the language', () => {
  const german = resolveVoice('man', 'de-DE')
  assert.equal(speakable('<say-as interpret-as="date" format="dmy">4.3.2026</say-as>', german).markup, '4. März 2026')
  assert.equal(speakable('<say-as interpret-as="ordinal">3</say-as>', german).markup, '3.')
})

test('gives the words alone too', () => {
  assert.equal(speakable('Hello <break/> <emphasis>dear</emphasis>\n world', english).text, 'Hello dear world')
})

test('refuses nothing to say, broken markup, and too much of it', () => {
  for (const ssml of ['', '  \n', '<p/>', 'a < b', '<p>', 'x</Response><Response>', '<!DOCTYPE x>y']) fails(ssml, 13520)
  fails('x'.repeat(4097), 13521)
  assert.equal(markup('x'.repeat(4096)).length, 4096)
  assert.equal(markup('<break time="2s"/>'), '<break time="2000ms"/>')
})
