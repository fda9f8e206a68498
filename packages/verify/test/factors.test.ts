import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeOnEachEngine } from '@trunkline/testkit'
import decodeQR from 'qr/decode.js'
import { fromBase32 } from '../src/factor/base32.ts'
import { totp } from '../src/factor/otp.ts'
import { makeWorld, migrationSets, problem, type World } from './support/world.ts'

const config = { algorithm: 'sha1', digits: 6, period: 30, skew: 1 } as const

/** An authenticator that is set up, and what its app shows so many steps from now. */
async function authenticator({ verify, clientId, clock }: World, identity = 'ana') {
  const made = await verify.factors.create(clientId, { identity, type: 'totp' })
  const secret = fromBase32(made.secret ?? '') ?? new Uint8Array(0)
  const code = (steps = 0) => totp(secret, clock.now() + steps * 30_000, config)
  return { ...made, code }
}

describeOnEachEngine('factors', migrationSets, (open) => {
  test('an authenticator is of no use before its first code, and takes none twice', async (t) => {
    const world = await makeWorld(await open(t))
    const { verify, clientId, clock } = world
    const { id, code, uri, secret, status } = await authenticator(world)
    assert.equal(status, 'unverified')
    assert.equal(uri, `otpauth://totp/Acme:ana?secret=${secret}&issuer=Acme&algorithm=SHA1&digits=6&period=30`)
    await assert.rejects(verify.factors.checkOne(clientId, id, code()), problem('factor-unverified'))
    assert.equal((await verify.factors.check(clientId, 'ana', code())).valid, false)
    assert.equal((await verify.factors.verify(clientId, id, '000000')).valid, false)
    const verified = await verify.factors.verify(clientId, id, code())
    assert.deepEqual([verified.valid, verified.factor?.status], [true, 'verified'])
    assert.equal((await verify.factors.checkOne(clientId, id, code())).valid, false, 'replayed')
    clock.advance(30_000)
    assert.equal((await verify.factors.checkOne(clientId, id, code())).valid, true)
    assert.equal((await verify.factors.check(clientId, 'ana', code())).valid, false, 'replayed')
  })

  test('200 checks of one code at once take it once', async (t) => {
    const world = await makeWorld(await open(t))
    const { verify, clientId, clock } = world
    const service = await verify.services.defaultOf(clientId)
    await verify.services.update(clientId, service.id, { settings: { failures: 100 } })
    const { id, code } = await authenticator(world)
    await verify.factors.verify(clientId, id, code())
    clock.advance(30_000)
    const results = await Promise.allSettled(
      Array.from({ length: 200 }, () => verify.factors.checkOne(clientId, id, code())),
    )
    assert.equal(results.filter((each) => each.status === 'fulfilled' && each.value.valid).length, 1)
  })

  test('the secret is sealed at rest and shown once', async (t) => {
    const world = await makeWorld(await open(t))
    const { id, secret } = await authenticator(world)
    const { rows } = await world.db.query({ text: 'select * from verify_factor', values: [] })
    assert.ok(!JSON.stringify(rows).includes(secret ?? '-'))
    assert.ok(!JSON.stringify(await world.verify.factors.get(world.clientId, id)).includes(secret ?? '-'))
  })

  test('the QR code holds the URI', async (t) => {
    const { qr = '', uri } = await authenticator(await makeWorld(await open(t)))
    assert.equal(decodeQR(raster(qr)), uri)
  })

  test('ten backup codes are good once each, and a new set takes the place of the old', async (t) => {
    const { verify, clientId, db } = await makeWorld(await open(t))
    const made = await verify.factors.create(clientId, { identity: 'ana', type: 'backup-codes' })
    const codes = made.codes ?? []
    assert.equal(new Set(codes).size, 10)
    assert.ok(codes.every((code) => /^[0-9a-hjkmnp-tv-z]{5}-[0-9a-hjkmnp-tv-z]{5}$/.test(code)))
    const { rows } = await db.query({ text: 'select * from verify_factor_token', values: [] })
    assert.ok(codes.every((code) => !JSON.stringify(rows).includes(code.replace('-', ''))))
    const [first = '', second = ''] = codes
    const tries = await Promise.all(Array.from({ length: 8 }, () => verify.factors.check(clientId, 'ana', first)))
    assert.equal(tries.filter(({ valid }) => valid).length, 1)
    assert.equal(
      (await verify.factors.check(clientId, 'ana', second.toUpperCase().replace('-', ' '))).factor?.codesLeft,
      8,
    )
    await verify.factors.create(clientId, { identity: 'ana', type: 'backup-codes' })
    assert.equal((await verify.factors.check(clientId, 'ana', codes[2] ?? '')).valid, false)
    assert.equal((await verify.factors.list(clientId, 'ana')).length, 1)
  })

  test('a remembered device is known by its token, for its time, to its person, until it is taken away', async (t) => {
    const { verify, clientId, clock } = await makeWorld(await open(t))
    const { token = '', id } = await verify.factors.create(clientId, {
      identity: 'ana',
      type: 'device',
      expiresIn: 3_600,
    })
    assert.equal((await verify.factors.check(clientId, 'ana', token)).factor?.id, id)
    assert.equal((await verify.factors.check(clientId, 'ana', token)).valid, true)
    assert.equal((await verify.factors.check(clientId, 'ben', token)).valid, false)
    assert.equal((await verify.factors.check(clientId, 'ana', `${token}x`)).valid, false)
    clock.advance(3_600_000)
    assert.equal((await verify.factors.check(clientId, 'ana', token)).valid, false)
    const other = await verify.factors.create(clientId, { identity: 'ana', type: 'device' })
    await verify.factors.remove(clientId, other.id)
    assert.equal((await verify.factors.check(clientId, 'ana', other.token ?? '')).valid, false)
  })

  test('a verification over totp is the same for a person with and without an authenticator', async (t) => {
    const world = await makeWorld(await open(t))
    const { verify, clientId, clock } = world
    const { id, code } = await authenticator(world)
    await verify.factors.verify(clientId, id, code())
    clock.advance(30_000)
    const known = await verify.verifications.start(clientId, { to: 'ana', channel: 'totp' })
    const unknown = await verify.verifications.start(clientId, { to: 'nobody', channel: 'totp' })
    const shape = (view: object) => Object.entries(view).map(([key, value]) => [key, typeof value])
    assert.deepEqual(shape(known), shape(unknown))
    assert.equal((await verify.verifications.check(clientId, unknown.id, code())).status, 'pending')
    assert.equal((await verify.verifications.check(clientId, known.id, code())).status, 'approved')
    clock.advance(30_000)
    const byFactor = await verify.verifications.start(clientId, { to: id, channel: 'totp' })
    assert.equal(byFactor.identity, 'ana')
    assert.equal((await verify.verifications.check(clientId, byFactor.id, code())).status, 'approved')
  })

  test('another client sees none of them', async (t) => {
    const world = await makeWorld(await open(t))
    const { id } = await authenticator(world)
    const other = '01890000-0000-7000-8000-000000000000'
    await assert.rejects(world.verify.factors.get(other, id), problem('not-found'))
    await assert.rejects(world.verify.factors.remove(other, id), problem('not-found'))
    assert.deepEqual(await world.verify.factors.list(other, 'ana'), [])
  })

  test('what is wrong with a new factor is said', async (t) => {
    const { verify, clientId } = await makeWorld(await open(t))
    const make = (more: object) => verify.factors.create(clientId, { identity: 'ana', type: 'totp', ...more })
    await assert.rejects(make({ secret: 'MZXW6' }), problem('validation-failed', '/secret'))
    await assert.rejects(make({ issuer: 'a:b' }), problem('validation-failed', '/issuer'))
    await assert.rejects(make({ identity: '' }), problem('validation-failed', '/identity'))
    await assert.rejects(make({ digits: 9, period: 10 }), problem('validation-failed', '/period'))
  })
})

/** Draws the modules of a QR code: the path is made of `M x y` and `h v H` steps of whole modules, or of rectangles. */
function raster(svg: string): { width: number; height: number; data: Uint8ClampedArray } {
  const size = Number(/viewBox="0 0 (\d+) /.exec(svg)?.[1])
  const scale = 4
  const width = size * scale
  const data = new Uint8ClampedArray(width * width * 4).fill(255)
  const paint = (x: number, y: number) => {
    for (let dy = 0; dy < scale; dy += 1) {
      for (let dx = 0; dx < scale; dx += 1)
        data.fill(
          0,
          ((y * scale + dy) * width + x * scale + dx) * 4,
          ((y * scale + dy) * width + x * scale + dx) * 4 + 3,
        )
    }
  }
  const rectangles = [...svg.matchAll(/<rect x="(\d+)" y="(\d+)" width="1" height="1"/g)]
  for (const [, x, y] of rectangles) paint(Number(x), Number(y))
  let [x, y] = [0, 0]
  for (const [, letter = '', given = ''] of svg.matchAll(/([MmhHvVzZ])([-\d ,.]*)/g)) {
    const numbers = given.trim().split(/[ ,]+/).map(Number)
    if (letter === 'M') [x, y] = [numbers[0] ?? 0, numbers[1] ?? 0]
    if (letter === 'm') [x, y] = [x + (numbers[0] ?? 0), y + (numbers[1] ?? 0)]
    if (letter === 'M' || letter === 'm') paint(x, y)
  }
  return { width, height: width, data }
}
