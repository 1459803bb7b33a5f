// The official Node client, unmodified, against our server. A `describe` is a row of the feature table
// in the catalogue of what the retired API did; its tests prove that row. harness.py says which
// environment variables name the server; run.py sets them.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { deflateSync } from 'node:zlib';
import OpenAI, { toFile } from 'openai';

const PATIENCE_MS = 120_000;
const LONG = { prompt: 'p', seconds: '20', size: '1920x1080' };
const FIELDS = [
    'id', 'object', 'model', 'status', 'progress', 'created_at', 'completed_at', 'expires_at',
    'prompt', 'size', 'seconds', 'remixed_from_video_id', 'error',
];

function setting(name) {
    const value = process.env[name];
    assert.ok(value, `${name} is not set`);
    return value;
}

function clientOf(apiKey, options = {}) {
    return new OpenAI({ baseURL: setting('HIBARI_BASE_URL'), apiKey, maxRetries: 0, ...options });
}

const client = clientOf(setting('HIBARI_API_KEY'));
const cancel = (id, who = client) => who.post(`/videos/${id}/cancel`);
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

async function waitFor(what) {
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
        const value = await what();
        if (value) {
            return value;
        }
        assert.ok(Date.now() < end, 'waited in vain');
        await sleep(100);
    }
}

function ended(id) {
    return waitFor(async () => {
        const video = await client.videos.retrieve(id);
        return ['completed', 'failed'].includes(video.status) ? video : null;
    });
}

async function completed(body = {}) {
    const video = await ended((await client.videos.create({ prompt: 'a grey square', ...body })).id);
    assert.equal(video.status, 'completed', JSON.stringify(video.error));
    return video;
}

let shared = null;
const sharedVideo = () => (shared ??= completed().then((video) => video.id));

async function bytesOf(response) {
    return Buffer.from(await response.arrayBuffer());
}

async function refused(kind, call, expected = {}) {
    try {
        await call();
    } catch (error) {
        assert.ok(error instanceof kind, `${error?.constructor?.name}: ${error?.message}`);
        assert.ok(error.requestID);
        for (const [name, value] of Object.entries(expected)) {
            assert.equal(error[name], value, error.message);
        }
        return error;
    }
    assert.fail('was not refused');
}

const CRC = Array.from({ length: 256 }, (_, n) => {
    let c = n;
    for (let k = 0; k < 8; k++) {
        c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    }
    return c >>> 0;
});

/** A grey picture. */
function png(width, height) {
    const chunk = (kind, data) => {
        const body = Buffer.concat([Buffer.from(kind), data]);
        const crc = body.reduce((c, byte) => CRC[(c ^ byte) & 0xff] ^ (c >>> 8), 0xffffffff);
        const frame = Buffer.alloc(8);
        frame.writeUInt32BE(data.length, 0);
        frame.writeUInt32BE((crc ^ 0xffffffff) >>> 0, 4);
        return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
    };
    const head = Buffer.alloc(13);
    head.writeUInt32BE(width, 0);
    head.writeUInt32BE(height, 4);
    head[8] = 8;
    const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width, 0x80)]);
    const rows = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)));
    const start = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]);
    return Buffer.concat([
        start, chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0)),
    ]);
}

describe('Videos API parity, E1-E5', () => {
    test('creates a video with every field', async () => {
        const video = await client.videos.create({
            prompt: 'a skylark over barley', model: 'sora-2', seconds: '4', size: '1280x720',
        });
        for (const field of FIELDS) {
            assert.ok(field in video, field);
        }
        assert.match(video.id, /^video_[0-9a-f]{48}$/);
        assert.equal(video.object, 'video');
        assert.deepEqual([video.seconds, video.size], ['4', '1280x720']);
    });

    test('retrieves until it has completed', async () => {
        const video = await completed({ seconds: '4' });
        assert.equal(video.progress, 100);
        assert.equal(video.error, null);
        assert.ok(video.completed_at >= video.created_at);
    });

    test('iterates over pages', async () => {
        const made = [];
        for (let i = 0; i < 5; i++) {
            made.push((await client.videos.create({ prompt: `p ${i}` })).id);
        }
        const found = [];
        for await (const video of client.videos.list({ limit: 2 })) {
            found.push(video.id);
            if (found.length === 5) {
                break;
            }
        }
        assert.deepEqual(found, made.slice().reverse());
        const page = await client.videos.list({ limit: 2, order: 'asc', after: made[0] });
        assert.deepEqual(page.data.map((video) => video.id), made.slice(1, 3));
        assert.ok(page.hasNextPage());
        const next = await page.getNextPage();
        assert.deepEqual(next.data.map((video) => video.id), made.slice(3, 5));
        assert.ok(!next.hasNextPage());
    });

    test('downloads the clip, the thumbnail and the spritesheet', async () => {
        const id = await sharedVideo();
        const clip = await client.videos.downloadContent(id);
        assert.equal(clip.headers.get('content-type'), 'video/mp4');
        const bytes = await bytesOf(clip);
        assert.equal(bytes.subarray(4, 8).toString(), 'ftyp');
        const thumbnail = await client.videos.downloadContent(id, { variant: 'thumbnail' });
        assert.equal(thumbnail.headers.get('content-type'), 'image/webp');
        assert.equal((await bytesOf(thumbnail)).subarray(8, 12).toString(), 'WEBP');
        const sheet = await client.videos.downloadContent(id, { variant: 'spritesheet' });
        assert.equal(sheet.headers.get('content-type'), 'image/jpeg');
        assert.deepEqual([...(await bytesOf(sheet)).subarray(0, 2)], [0xff, 0xd8]);
    });

    test('streams a download', async () => {
        const id = await sharedVideo();
        const whole = await bytesOf(await client.videos.downloadContent(id));
        const response = await client.videos.downloadContent(id);
        const parts = [];
        for await (const part of response.body) {
            parts.push(part);
        }
        assert.ok(Buffer.concat(parts).equals(whole));
    });

    test('deletes for good', async () => {
        const { id } = await completed();
        assert.deepEqual(
            { ...(await client.videos.delete(id)) },
            { id, object: 'video.deleted', deleted: true },
        );
        await refused(OpenAI.NotFoundError, () => client.videos.retrieve(id));
    });

    test('remixes', async () => {
        const id = await sharedVideo();
        const remix = await client.videos.remix(id, { prompt: 'the same in blue' });
        assert.equal(remix.remixed_from_video_id, id);
    });

    test('lists and retrieves models', async () => {
        const names = [];
        for await (const model of client.models.list()) {
            names.push(model.id);
        }
        assert.ok(names.includes('sora-2') && names.includes('sora-2-pro'));
        assert.equal((await client.models.retrieve('sora-2')).id, 'sora-2');
    });
});

describe('Bracketed multipart', () => {
    test('edit({video: {id}}) works', async () => {
        const id = await sharedVideo();
        const edit = await client.videos.edit({ prompt: 'make it red', video: { id } });
        assert.match(edit.id, /^video_/);
        assert.notEqual(edit.id, id);
    });

    test('extend({video: {id}}) works and tells the stitched length', async () => {
        const id = await sharedVideo();
        const extension = await client.videos.extend({ prompt: 'on', seconds: '4', video: { id } });
        assert.equal(extension.seconds, '8');
    });

    test('an edit of an uploaded clip works', async () => {
        const clip = await bytesOf(await client.videos.downloadContent(await sharedVideo()));
        const edit = await client.videos.edit({
            prompt: 'make it red',
            model: 'sora-2',
            video: await toFile(clip, 'clip.mp4', { type: 'video/mp4' }),
        });
        assert.match(edit.id, /^video_/);
    });

    test('nested objects of a wrong kind are named by their path', async () => {
        await refused(
            OpenAI.BadRequestError,
            () => client.videos.create({ prompt: 'p', characters: [{ id: 'a', name: 'b' }] }),
            { code: 'unknown_parameter', param: 'characters[0].name' },
        );
    });
});

describe('Image to video, first frame; Size mismatch refused', () => {
    test('a picture of the right size is taken', async () => {
        const video = await client.videos.create({
            prompt: 'p',
            size: '1280x720',
            input_reference: await toFile(png(1280, 720), 'first.png', { type: 'image/png' }),
        });
        assert.match(video.id, /^video_/);
    });

    test('a picture of another size is refused', async () => {
        const error = await refused(
            OpenAI.BadRequestError,
            async () =>
                client.videos.create({
                    prompt: 'p',
                    size: '1280x720',
                    input_reference: await toFile(png(64, 64), 'first.png', { type: 'image/png' }),
                }),
            { code: 'image_size_mismatch' },
        );
        assert.ok(error.param.startsWith('input_reference'));
    });

    test('a data URL is read', async () => {
        const url = `data:image/png;base64,${png(720, 1280).toString('base64')}`;
        const video = await client.videos.create({ prompt: 'p', input_reference: { image_url: url } });
        assert.match(video.id, /^video_/);
    });
});

describe('Videos API parity, E1-E5 (error classes)', () => {
    test('400', async () => {
        await refused(
            OpenAI.BadRequestError,
            () => client.videos.create({ prompt: 'p', seconds: '5' }),
            { status: 400, code: 'invalid_value', param: 'seconds', type: 'invalid_request_error' },
        );
    });

    test('401', async () => {
        await refused(OpenAI.AuthenticationError, () => clientOf('sk-wrong').videos.list(), {
            status: 401,
            code: 'invalid_api_key',
        });
    });

    test('403', async () => {
        const suspended = clientOf(setting('HIBARI_SUSPENDED_API_KEY'));
        await refused(OpenAI.PermissionDeniedError, () => suspended.videos.list(), {
            status: 403,
            code: 'account_suspended',
        });
    });

    test('404', async () => {
        await refused(
            OpenAI.NotFoundError,
            () => client.videos.retrieve(`video_${'0'.repeat(48)}`),
            { status: 404, code: 'not_found' },
        );
    });

    test('409 is not retried', async () => {
        const patient = clientOf(setting('HIBARI_API_KEY'), { maxRetries: 5 });
        const { id } = await client.videos.create(LONG);
        const start = Date.now();
        await refused(OpenAI.ConflictError, () => patient.videos.delete(id), {
            status: 409,
            code: 'video_in_progress',
        });
        assert.ok(Date.now() - start < 2000);
        await cancel(id);
    });
});

describe('`openai-poll-after-ms`, `x-request-id`, `retry-after`', () => {
    test('the request id is surfaced', async () => {
        const video = await client.videos.create({ prompt: 'p' });
        assert.ok(video._request_id);
    });

    test('poll-after is there while it is worth asking again', async () => {
        const { id } = await client.videos.create(LONG);
        const { response } = await client.videos.retrieve(id).withResponse();
        assert.ok(Number(response.headers.get('openai-poll-after-ms')) >= 100);
        await cancel(id);
    });

    test('429 tells when to come back and the client does', async () => {
        const hasty = clientOf(setting('HIBARI_OTHER_API_KEY'));
        const made = [];
        let limited = null;
        for (let i = 0; i < 200 && !limited; i++) {
            try {
                made.push((await hasty.videos.create({ prompt: 'p' })).id);
            } catch (error) {
                limited = error;
            }
        }
        assert.ok(limited instanceof OpenAI.RateLimitError, String(limited));
        assert.ok(Number(limited.headers.get('retry-after')) >= 1);
        for (const id of made) {
            await cancel(id, hasty);
        }
        const patient = clientOf(setting('HIBARI_OTHER_API_KEY'), { maxRetries: 5 });
        await cancel((await patient.videos.create({ prompt: 'p' })).id, patient);
    });
});

describe('Characters from clip, max two; Character list, update, delete in API', () => {
    test('makes, retrieves, lists, renames and deletes', async () => {
        const clip = await bytesOf(await client.videos.downloadContent(await sharedVideo()));
        const made = await client.videos.createCharacter({
            name: 'Mossy',
            video: await toFile(clip, 'mossy.mp4', { type: 'video/mp4' }),
        });
        assert.match(made.id, /^char_/);
        assert.equal((await client.videos.getCharacter(made.id)).name, 'Mossy');
        const listed = await client.get('/videos/characters', { query: { limit: 100 } });
        assert.ok(listed.data.some((character) => character.id === made.id));
        const path = `/videos/characters/${made.id}`;
        assert.equal((await client.post(path, { body: { name: 'Moss' } })).name, 'Moss');
        assert.equal((await client.delete(path)).deleted, true);
        await refused(OpenAI.NotFoundError, () => client.videos.getCharacter(made.id));
    });
});

describe('Videos API parity, E1-E5 (files)', () => {
    test('uploads, retrieves, lists, downloads and deletes', async () => {
        const data = png(8, 8);
        const file = await client.files.create({
            file: await toFile(data, 'a.png', { type: 'image/png' }),
            purpose: 'vision',
            expires_after: { anchor: 'created_at', seconds: 3600 },
        });
        assert.deepEqual([file.bytes, file.expires_at], [data.length, file.created_at + 3600]);
        assert.equal((await client.files.retrieve(file.id)).filename, 'a.png');
        const ids = [];
        for await (const one of client.files.list({ purpose: 'vision', limit: 2 })) {
            ids.push(one.id);
        }
        assert.ok(ids.includes(file.id));
        assert.ok((await bytesOf(await client.files.content(file.id))).equals(data));
        assert.equal((await client.files.delete(file.id)).deleted, true);
        await refused(OpenAI.NotFoundError, () => client.files.retrieve(file.id));
    });
});

describe('Batch', () => {
    test('a batch answers every line by its id', async () => {
        const line = { method: 'POST', url: '/v1/videos' };
        const lines = [
            { custom_id: 'one', ...line, body: { prompt: 'p' } },
            { custom_id: 'two', ...line, body: { prompt: 'p', size: '1x1' } },
        ];
        const file = await client.files.create({
            file: await toFile(Buffer.from(lines.map((l) => JSON.stringify(l)).join('\n')), 'b.jsonl'),
            purpose: 'batch',
        });
        const { id } = await client.batches.create({
            input_file_id: file.id,
            endpoint: '/v1/videos',
            completion_window: '24h',
        });
        const batch = await waitFor(async () => {
            const now = await client.batches.retrieve(id);
            return now.status === 'completed' ? now : null;
        });
        const text = await (await client.files.content(batch.output_file_id)).text();
        assert.equal(JSON.parse(text.split('\n')[0]).custom_id, 'one');
        const errors = await (await client.files.content(batch.error_file_id)).text();
        assert.equal(JSON.parse(errors.split('\n')[0]).custom_id, 'two');
    });
});

describe('Concurrency cap, queue position, cancel', () => {
    test('cancel ends a job once and for all', async () => {
        const { id } = await client.videos.create(LONG);
        await cancel(id);
        await cancel(id);
        const video = await ended(id);
        assert.deepEqual([video.status, video.error.code], ['failed', 'cancelled']);
    });

    test('events tell the progress to the end', async () => {
        const { id } = await client.videos.create({ prompt: 'p', seconds: '8' });
        const stream = await client.get(`/videos/${id}/events`, { stream: true });
        const events = [];
        for await (const event of stream) {
            events.push(event);
        }
        assert.equal(events.at(-1).type, 'video.completed');
        assert.equal(events.at(-1).video.status, 'completed');
        const progress = events.filter((e) => e.type === 'video.progress').map((e) => e.progress);
        assert.deepEqual(progress, progress.slice().sort((a, b) => a - b));
    });
});

describe('Signed webhooks, retries, SSRF guard', () => {
    let server;
    let endpoint;
    const deliveries = [];

    before(async () => {
        const port = Number(setting('HIBARI_WEBHOOK_PORT'));
        server = createServer((request, response) => {
            const parts = [];
            request.on('data', (part) => parts.push(part));
            request.on('end', () => {
                deliveries.push({ headers: request.headers, body: Buffer.concat(parts).toString() });
                response.end();
            });
        });
        await new Promise((done) => server.listen(port, '127.0.0.1', done));
        endpoint = await client.post('/webhook_endpoints', {
            body: { url: `http://127.0.0.1:${port}/hook`, events: ['video.completed'] },
        });
    });

    after(async () => {
        server.close();
        server.closeAllConnections();
        await client.delete(`/webhook_endpoints/${endpoint.id}`);
    });

    test('SDK unwrap accepts what we sign and nothing else', async () => {
        const video = await completed();
        const { headers, body } = await waitFor(() =>
            deliveries.find((one) => JSON.parse(one.body).data.id === video.id),
        );
        const event = await client.webhooks.unwrap(body, headers, endpoint.secret);
        assert.equal(event.type, 'video.completed');
        await assert.rejects(
            client.webhooks.unwrap(`${body} `, headers, endpoint.secret),
            OpenAI.InvalidWebhookSignatureError,
        );
    });
});
