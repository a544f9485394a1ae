// Drives dynamodb-admin as a person's browser does: over its pages, against the server that DYNAMO_ENDPOINT and the
// AWS_ variables name. Ends with status 0 if every step went well.
//
//   DYNAMO_ENDPOINT=http://127.0.0.1:8000 AWS_REGION=us-east-1 AWS_ACCESS_KEY_ID=... AWS_SECRET_ACCESS_KEY=... node pages.js
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';

const admin = spawn(
  process.execPath,
  [
    'node_modules/dynamodb-admin/dist/dynamodb-admin.js',
    '--skip-default-credentials',
    '--host',
    '127.0.0.1',
    '--port',
    '0',
  ],
  { stdio: ['ignore', 'pipe', 'inherit'] },
);
const address = await new Promise((resolve, reject) => {
  let printed = '';
  admin.stdout.on('data', (text) => {
    printed += text;
    const url = /listening on (http:\/\/\S+)/.exec(printed);
    if (url) resolve(url[1]);
  });
  admin.on('exit', (status) => reject(new Error(`dynamodb-admin ended with ${status}: ${printed}`)));
});

async function page(method, path, body) {
  const answer = await fetch(address + path, {
    method,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return { status: answer.status, text: await answer.text() };
}

async function json(path) {
  const answer = await page('GET', path);
  assert.equal(answer.status, 200, answer.text);
  return JSON.parse(answer.text);
}

function items(options = {}) {
  return json('/tables/Songs/items?' + new URLSearchParams(options));
}

const steps = {
  'the console has no tables at first': async () => {
    assert.deepEqual(await json('/api/tables'), []);
    assert.match((await page('GET', '/')).text, /<html/i);
  },
  'a table with an index is made': async () => {
    const made = await page('POST', '/create-table', {
      TableDefinition: {
        TableName: 'Songs',
        HashAttributeName: 'artist',
        HashAttributeType: 'S',
        RangeAttributeName: 'number',
        RangeAttributeType: 'N',
        ReadCapacityUnits: 5,
        WriteCapacityUnits: 5,
      },
      SecondaryIndexes: [
        {
          IndexName: 'by-genre',
          IndexType: 'global',
          HashAttributeName: 'genre',
          HashAttributeType: 'S',
          ReadCapacityUnits: 5,
          WriteCapacityUnits: 5,
        },
      ],
    });
    assert.equal(made.status, 204, made.text);
    const [table] = await json('/api/tables');
    assert.equal(table.TableName, 'Songs');
    assert.equal(table.GlobalSecondaryIndexes[0].IndexName, 'by-genre');
    assert.match((await page('GET', '/')).text, /Songs/);
  },
  'a second table of that name is refused': async () => {
    const again = await page('POST', '/create-table', {
      TableDefinition: {
        TableName: 'Songs',
        HashAttributeName: 'artist',
        HashAttributeType: 'S',
        ReadCapacityUnits: 5,
        WriteCapacityUnits: 5,
      },
    });
    assert.equal(again.status, 500);
    assert.equal(JSON.parse(again.text).message, 'Table already exists: Songs');
  },
  'items are added': async () => {
    assert.equal((await page('GET', '/tables/Songs/add-item')).status, 200);
    for (let number = 1; number <= 30; number++) {
      const song = { artist: 'Nina', number, genre: number % 2 ? 'jazz' : 'soul', tags: ['live', { take: number }] };
      const added = await page('PUT', '/tables/Songs/add-item', song);
      assert.equal(added.status, 200, added.text);
      assert.deepEqual(JSON.parse(added.text), { artist: 'Nina', number });
    }
  },
  'the items are browsed page by page': async () => {
    assert.equal((await page('GET', '/tables/Songs')).status, 200);
    const first = await items();
    assert.equal(first.Items.length, 25);
    assert.deepEqual(first.uniqueKeys.slice(0, 2), ['artist', 'number']);
    const second = await items({ startKey: decodeURIComponent(first.nextKey), pageNum: 2 });
    assert.deepEqual(
      [...first.Items, ...second.Items].map((song) => song.number),
      Array.from({ length: 30 }, (_, i) => i + 1),
    );
    assert.equal(second.nextKey, null);
  },
  'a query reads a range of a partition': async () => {
    const found = await items({
      operationType: 'query',
      filters: JSON.stringify({
        artist: { operator: '=', value: 'Nina', type: 'S' },
        number: { operator: '>', value: '28', type: 'N' },
      }),
    });
    assert.deepEqual(found.Items.map((song) => song.number), [29, 30]);
  },
  'a query reads an index': async () => {
    const found = await items({
      operationType: 'query',
      queryableSelection: 'by-genre',
      filters: JSON.stringify({ genre: { operator: '=', value: 'soul', type: 'S' } }),
    });
    assert.equal(found.Items.length, 15);
  },
  'a scan is filtered': async () => {
    const found = await items({ filters: JSON.stringify({ number: { operator: '<=', value: '3', type: 'N' } }) });
    assert.equal(found.Items.length, 3);
  },
  'an item is shown and edited': async () => {
    assert.match((await page('GET', '/tables/Songs/items/Nina,7')).text, /Nina/);
    const edited = { artist: 'Nina', number: 7, genre: 'blues', title: 'Sugar' };
    const saved = await page('PUT', '/tables/Songs/items/Nina,7', edited);
    assert.equal(saved.status, 200, saved.text);
    assert.deepEqual(JSON.parse(saved.text), edited);
  },
  'an item is deleted': async () => {
    assert.equal((await page('DELETE', '/tables/Songs/items/Nina,8')).status, 204);
    assert.equal((await page('GET', '/tables/Songs/items/Nina,8')).status, 404);
  },
  'description and expiry are shown': async () => {
    assert.match((await page('GET', '/tables/Songs/meta')).text, /ItemCount/);
    const expiry = await page('GET', '/tables/Songs/ttl');
    assert.equal(expiry.status, 200, expiry.text);
    assert.match(expiry.text, /DISABLED/);
  },
  'all items are purged': async () => {
    assert.equal((await page('DELETE', '/tables/Songs/all')).status, 200);
    assert.deepEqual((await items()).Items, []);
  },
  'the table is gone': async () => {
    assert.equal((await page('DELETE', '/tables/Songs')).status, 204);
    assert.deepEqual(await json('/api/tables'), []);
  },
};

let status = 0;
try {
  for (const [step, run] of Object.entries(steps)) {
    await run();
    console.log(`ok      ${step}`);
  }
} catch (failure) {
  console.log(failure);
  status = 1;
}
admin.removeAllListeners('exit');
admin.kill();
process.exit(status);
