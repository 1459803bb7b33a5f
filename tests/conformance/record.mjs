// The Node half of record.py.

import OpenAI, { toFile } from 'openai';

const client = new OpenAI({ baseURL: process.env.HIBARI_BASE_URL, apiKey: 'k', maxRetries: 0 });
const { videos } = client;
const name = (name) => ({ headers: { 'x-case': `node-${name}` } });
const png = await toFile(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'first frame.png', { type: 'image/png' });
const mp4 = Buffer.from('\0\0\0\x18ftypisom');
const clip = await toFile(mp4, 'clip.mp4', { type: 'video/mp4' });
const prompt = 'a red ball, "quoted"\r\nünïcode 🎈';
const two = [{ id: 'char_1' }, { id: 'char_2' }];
const video = { id: 'video_1' };

await videos.create({ prompt, model: 'sora-2', seconds: '8', size: '1280x720' }, name('create'));
await videos.create({ prompt: 'p', input_reference: png }, name('create-file'));
await videos.create(
    { prompt: 'p', input_reference: { image_url: 'data:image/png;base64,AAAA' } },
    name('create-image-url'),
);
await videos.create({ prompt: 'p', input_reference: { file_id: 'file-1' } }, name('create-file-id'));
await videos.create(
    { prompt: 'p', characters: two, seed: 7, style: 'noir', wait: 1 },
    name('create-extra'),
);
await videos.create(
    { prompt: 'p', character_ids: ['char_1', 'char_2'], flag: true, f: 1.5 },
    name('create-ids'),
);
await videos.create({ prompt: 'p', characters: [], u: undefined }, name('create-empty'));
await videos.edit({ prompt: 'p', video }, name('edit-id'));
await videos.edit({ prompt: 'p', video: clip, model: 'sora-2' }, name('edit-file'));
await videos.extend({ prompt: 'p', seconds: '8', video }, name('extend'));
await videos.remix('video_1', { prompt: 'p' }, name('remix'));
await videos.remix('video_1', { prompt: 'p', x: await toFile(mp4, 'clip.mp4') }, name('remix-file'));
await videos.createCharacter(
    { name: 'Mossy', video: await toFile(mp4, 'c.mp4', { type: 'video/mp4' }) },
    name('character'),
);
await client.files.create(
    {
        file: await toFile(Buffer.from('{}\n'), 'f.jsonl'),
        purpose: 'batch',
        expires_after: { anchor: 'created_at', seconds: 3600 },
    },
    name('file'),
);
