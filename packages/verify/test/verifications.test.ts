import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeOnEachEngine } from '@trunkline/testkit'
import { makeWorld, migrationSets, problem } from './support/world.ts'

const to = '+14155550123'
const wrong = (code: string): string => (code === '000000' ? '111111' : '000000')

describeOnEachEngine('verifications', migrationSets, (open) => {
  test('a code is sent in the background, checked once, and never again', async (t) => {
    const { verify, sender, clientId, events, db } = await makeWorld(await open(t))
    const started = await verify.verifications.start(clientId, { to, channel: 'sms', metadata: { order: 7 } })
    assert.match(started.id, /^VE[0-9a-f]{32}$/)
    assert.deepEqual(
      [started.to, started.channel, started.status, started.valid, started.sends, started.checks],
      [to, 'sms', 'pending', false, 1, 0],
    )
    assert.equal(Date.parse(started.expiresAt) - Date.parse(started.createdAt), 600_000)
    assert.equal(sender.sent.length, 0)
    await verify.round()
    assert.equal(sender.sent.length, 1)
    const { code, device } = sender.last
    assert.match(code, /^\d{6}$/)
    assert.equal(device.message(code).text, `${code} is your Acme verification code. Do not share it with anyone.`)

    const bad = await verify.verifications.check(clientId, started.id, wrong(code))
    assert.deepEqual([bad.status, bad.valid, bad.checks], ['pending', false, 1])
    const good = await verify.verifications.check(clientId, started.id, code)
    assert.deepEqual([good.status, good.valid, good.checks], ['approved', true, 2])
    await assert.rejects(verify.verifications.check(clientId, started.id, code), problem('verification-ended'))

    const detail = await verify.verifications.get(clientId, started.id)
    assert.equal(detail.attempts[0]?.converted, true)
    assert.equal(detail.attempts[0]?.status, 'sent')
    const told = await events()
    assert.deepEqual(
      told.map(({ type }) => type),
      ['verification.pending', 'verification.approved'],
    )
    assert.deepEqual(told[1]?.data, {
      clientId: `AC${clientId.replaceAll('-', '')}`,
      verificationId: started.id,
      ...{ to, channel: 'sms', status: 'approved', valid: true, final: true, reason: null },
      ...{ sends: 1, checks: 2, metadata: { order: 7 }, sequence: 2 },
    })
    const { rows } = await db.query({ text: 'select code_sealed, code_hash from verify_challenge', values: [] })
    assert.deepEqual(rows, [{ code_sealed: null, code_hash: null }])
  })

  test('at rest a code is sealed and hashed under a key, never readable', async (t) => {
    const { verify, sender, clientId, db } = await makeWorld(await open(t))
    await verify.verifications.start(clientId, { to, channel: 'sms' })
    await verify.round()
    const { rows } = await db.query({
      text: 'select (select json_agg(c) from verify_challenge c) as c, (select json_agg(s) from verify_send s) as s',
      values: [],
    })
    assert.ok(!JSON.stringify(rows).includes(`"${sender.last.code}"`))
    assert.match(JSON.stringify(rows), /"code_sealed":"v1\./)
  })

  test('five wrong codes end a verification, and the right one comes too late', async (t) => {
    const { verify, sender, clientId, events } = await makeWorld(await open(t))
    const { id } = await verify.verifications.start(clientId, { to, channel: 'sms' })
    await verify.round()
    const { code } = sender.last
    for (let i = 1; i <= 4; i += 1)
      assert.equal((await verify.verifications.check(clientId, id, wrong(code))).status, 'pending')
    const last = await verify.verifications.check(clientId, id, wrong(code))
    assert.deepEqual([last.status, last.valid, last.checks], ['max_attempts_reached', false, 5])
    await assert.rejects(verify.verifications.check(clientId, id, code), problem('verification-checks-exhausted'))
    assert.equal((await events()).at(-1)?.type, 'verification.max_attempts_reached')
  })

  test('a code is good for its time alone, and then erased and told as expired', async (t) => {
    const { verify, sender, clientId, clock, events, db } = await makeWorld(await open(t))
    const { id } = await verify.verifications.start(clientId, { to, channel: 'sms', expiresIn: 60 })
    await verify.round()
    clock.advance(60_000)
    assert.equal((await verify.verifications.get(clientId, id)).status, 'expired')
    await assert.rejects(verify.verifications.check(clientId, id, sender.last.code), problem('verification-ended'))
    await verify.round()
    assert.equal((await events()).at(-1)?.type, 'verification.expired')
    const { rows } = await db.query({ text: 'select status, code_sealed, code_hash from verify_challenge', values: [] })
    assert.deepEqual(rows, [{ status: 'expired', code_sealed: null, code_hash: null }])
  })

  test('a cancelled verification stays so, and is cancelled twice as once', async (t) => {
    const { verify, sender, clientId } = await makeWorld(await open(t))
    const { id } = await verify.verifications.start(clientId, { to, channel: 'sms' })
    await verify.round()
    assert.equal((await verify.verifications.cancel(clientId, id)).status, 'canceled')
    assert.equal((await verify.verifications.cancel(clientId, id)).status, 'canceled')
    await assert.rejects(verify.verifications.check(clientId, id, sender.last.code), problem('verification-ended'))
    await assert.rejects(verify.verifications.approve(clientId, id), problem('verification-ended'))
  })

  test('what was cancelled before it left is not sent', async (t) => {
    const { verify, sender, clientId } = await makeWorld(await open(t))
    const { id } = await verify.verifications.start(clientId, { to, channel: 'sms' })
    await verify.verifications.cancel(clientId, id)
    await verify.round()
    assert.equal(sender.sent.length, 0)
    assert.equal((await verify.verifications.get(clientId, id)).attempts[0]?.status, 'canceled')
  })

  test('a resend brings the same code, waits longer each time, and ends after five', async (t) => {
    const { verify, sender, clientId, clock } = await makeWorld(await open(t))
    const { id } = await verify.verifications.start(clientId, { to, channel: 'sms', expiresIn: 3_600 })
    await verify.round()
    for (const [index, wait] of [30, 60, 120, 300].entries()) {
      await assert.rejects(verify.verifications.resend(clientId, id), problem('verification-too-soon'))
      clock.advance(wait * 1000 - 1)
      await assert.rejects(verify.verifications.resend(clientId, id), problem('verification-too-soon'))
      clock.advance(1)
      assert.equal((await verify.verifications.resend(clientId, id)).sends, index + 2)
      await verify.round()
    }
    clock.advance(300_000)
    await assert.rejects(verify.verifications.resend(clientId, id), problem('verification-sends-exhausted'))
    assert.equal(sender.sent.length, 5)
    assert.equal(new Set(sender.sent.map(({ code }) => code)).size, 1)
    assert.equal(new Set(sender.sent.map(({ device }) => device.sendId)).size, 5)
  })

  test('a resend may change from text to call, and to no other address', async (t) => {
    const { verify, sender, clientId, clock } = await makeWorld(await open(t))
    const { id } = await verify.verifications.start(clientId, { to, channel: 'sms' })
    await verify.round()
    clock.advance(30_000)
    await assert.rejects(verify.verifications.resend(clientId, id, { channel: 'email' }), problem('method-unavailable'))
    assert.equal((await verify.verifications.resend(clientId, id, { channel: 'call' })).channel, 'call')
    await verify.round()
    assert.deepEqual(
      sender.sent.map(({ method }) => method),
      ['sms', 'call'],
    )
  })

  test('codes of 4 to 10 digits and codes of the client’s own are taken', async (t) => {
    const { verify, sender, clientId } = await makeWorld(await open(t))
    for (const codeLength of [4, 8, 10]) {
      await verify.verifications.start(clientId, { to, channel: 'sms', codeLength })
      await verify.round()
      assert.equal(sender.last.code.length, codeLength)
    }
    const { id } = await verify.verifications.start(clientId, { to, channel: 'sms', code: '054321' })
    await verify.round()
    assert.equal(sender.last.code, '054321')
    assert.equal((await verify.verifications.check(clientId, id, '54321')).valid, false)
    assert.equal((await verify.verifications.check(clientId, id, ' 054 321')).valid, true)
    await assert.rejects(
      verify.verifications.start(clientId, { to, channel: 'sms', codeLength: 3 }),
      problem('validation-failed', '/codeLength'),
    )
    await assert.rejects(
      verify.verifications.start(clientId, { to, channel: 'sms', code: '12' }),
      problem('validation-failed', '/code'),
    )
  })

  test('what is wrong with an address is said', async (t) => {
    const { verify, clientId } = await makeWorld(await open(t))
    await assert.rejects(
      verify.verifications.start(clientId, { to: '123', channel: 'sms' }),
      problem('number-invalid', '/to'),
    )
    await assert.rejects(
      verify.verifications.start(clientId, { to: 'ana@', channel: 'email' }),
      problem('email-invalid', '/to'),
    )
    await assert.rejects(
      verify.verifications.start(clientId, { to: ' ', channel: 'sms' }),
      problem('recipient-missing', '/to'),
    )
    await assert.rejects(
      verify.verifications.start(clientId, { to: 'ana', channel: 'push' }),
      problem('validation-failed', '/push'),
    )
  })

  test('another client sees nothing of it', async (t) => {
    const { verify, clientId } = await makeWorld(await open(t))
    const { id } = await verify.verifications.start(clientId, { to, channel: 'sms' })
    const other = '01890000-0000-7000-8000-000000000000'
    await assert.rejects(verify.verifications.get(other, id), problem('not-found'))
    await assert.rejects(verify.verifications.check(other, id, '123456'), problem('not-found'))
    await assert.rejects(verify.verifications.cancel(other, id), problem('not-found'))
    assert.equal((await verify.verifications.get(clientId, id)).checks, 0)
  })

  test('a list shows the newest first, by pages', async (t) => {
    const { verify, clientId } = await makeWorld(await open(t))
    const ids: string[] = []
    for (let i = 0; i < 5; i += 1)
      ids.push((await verify.verifications.start(clientId, { to: `+1415555010${i}`, channel: 'sms' })).id)
    const first = await verify.verifications.list(clientId, { limit: 3 })
    const rest = await verify.verifications.list(clientId, { limit: 3, after: first.next ?? '' })
    assert.deepEqual(
      [...first.verifications, ...rest.verifications].map(({ id }) => id),
      ids.toReversed(),
    )
    assert.equal(rest.next, null)
    const one = await verify.verifications.list(clientId, { to: '+14155550103' })
    assert.deepEqual(
      one.verifications.map(({ id }) => id),
      [ids[3]],
    )
  })

  test('200 checks of one right code at once: one approval, and no more comparisons than the limit', async (t) => {
    const { verify, sender, clientId } = await makeWorld(await open(t))
    const { id } = await verify.verifications.start(clientId, { to, channel: 'sms' })
    await verify.round()
    const { code } = sender.last
    const results = await Promise.allSettled(
      Array.from({ length: 200 }, () => verify.verifications.check(clientId, id, code)),
    )
    const approved = results.filter((each) => each.status === 'fulfilled' && each.value.valid)
    assert.equal(approved.length, 1)
    const { checks, status } = await verify.verifications.get(clientId, id)
    assert.equal(status, 'approved')
    assert.ok(checks <= 5, `${checks} comparisons`)
  })
})
