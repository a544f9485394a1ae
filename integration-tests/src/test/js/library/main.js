// Runs the library end to end against the server that DDB_ENDPOINT names; status 0 if all assertions hold.
import assert from "node:assert/strict";
import { DynamoDBClient, ResourceNotFoundException } from "@aws-sdk/client-dynamodb";
import { createTable } from "./table.js";
import { library } from "./library.js";

const endpoint = process.env.DDB_ENDPOINT;
const region = "us-east-1";
const client = new DynamoDBClient({ endpoint, region });
const { member, book, loan, service } = library(client);

const MOCKINGBIRD = "978-0-06-112008-4";

/** Asserts that DynamoDB itself refuses a condition. */
const assertConditionFails = (call) =>
  assert.rejects(call, (error) => {
    assert.equal(error.cause?.name, "ConditionalCheckFailedException");
    assert.equal(error.cause?.message, "The conditional request failed");
    assert.equal(error.cause?.$metadata.httpStatusCode, 400);
    return true;
  });

const steps = {
  async "the table has its indexes"() {
    const table = await createTable(client);
    assert.equal(table.TableStatus, "ACTIVE");
    assert.deepEqual(table.GlobalSecondaryIndexes.map((index) => index.IndexName).sort(), [
      "gsi1",
      "gsi2",
    ]);
    assert.deepEqual(table.LocalSecondaryIndexes.map((index) => index.IndexName), ["lsi1"]);
  },

  async "a member joins once"() {
    const joining = {
      member: "m1",
      name: "Ann",
      address: { street: "Elm", city: "Köln" },
      interests: ["poetry", "history"],
      notes: ["first"],
      joined: "2026-01-01",
    };
    const { data } = await member.create(joining).go();
    assert.equal(data.fees, 0);
    await assertConditionFails(member.create({ ...joining, name: "Eve" }).go());
    const read = await member.get({ member: "m1" }).go({ consistent: true });
    assert.equal(read.data.name, "Ann");
    assert.deepEqual(read.data.address, { street: "Elm", city: "Köln" });
    assert.deepEqual(read.data.interests.sort(), ["history", "poetry"]);
  },

  async "an update sets, counts, appends, adds and removes in one expression"() {
    const { data } = await member
      .update({ member: "m1" })
      .set({ name: "Anne" })
      .add({ visits: 2, interests: ["cooking"] })
      .subtract({ fees: 1.5 })
      .append({ notes: ["second", "third"] })
      .data((attributes, operation) => {
        operation.set(attributes.address.city, "Bonn");
        operation.remove(attributes.address.street);
      })
      .go({ response: "all_new" });
    assert.equal(data.name, "Anne");
    assert.equal(data.visits, 2);
    assert.equal(data.fees, -1.5);
    assert.deepEqual(data.notes, ["first", "second", "third"]);
    assert.deepEqual(data.interests.sort(), ["cooking", "history", "poetry"]);
    assert.deepEqual(data.address, { city: "Bonn" });
  },

  async "an update takes members out of sets, elements out of lists, and keeps what is there"() {
    const { data } = await member
      .update({ member: "m1" })
      .delete({ interests: ["poetry", "unknown"] })
      .data((attributes, operation) => {
        operation.remove(attributes.notes[1]);
        operation.ifNotExists(attributes.visits, 100);
      })
      .go({ response: "all_new" });
    assert.deepEqual(data.interests.sort(), ["cooking", "history"]);
    assert.deepEqual(data.notes, ["first", "third"]);
    assert.equal(data.visits, 2);
    const changed = await member
      .update({ member: "m1" })
      .add({ visits: 1 })
      .go({ response: "updated_new" });
    assert.equal(changed.data.visits, 3);
    assert.equal(changed.data.name, undefined);
  },

  async "a patch needs a member that is there, an upsert does not"() {
    await assertConditionFails(member.patch({ member: "m9" }).set({ name: "Nobody" }).go());
    assert.equal((await member.get({ member: "m9" }).go()).data, null);
    await member.upsert({ member: "m2", name: "Bob" }).go();
    await member.upsert({ member: "m2", name: "Bobby" }).add({ visits: 1 }).go();
    const { data } = await member.get({ member: "m2" }).go();
    assert.equal(data.name, "Bobby");
    assert.equal(data.visits, 1);
  },

  async "books arrive in batches"() {
    const copies = Array.from({ length: 60 }, (_, i) => ({
      isbn: MOCKINGBIRD,
      copy: i + 1,
      title: "To Kill a Mockingbird",
      author: "Lee",
      year: 1960,
      state: i % 3 === 0 ? "lent" : "shelf",
      pages: 281 + i,
    }));
    const { unprocessed } = await book.put(copies).go({ concurrency: 3 });
    assert.deepEqual(unprocessed, []);
    const keys = [1, 30, 60, 61].map((copy) => ({ isbn: MOCKINGBIRD, copy }));
    const read = await book.get(keys).go({ preserveBatchOrder: true });
    assert.deepEqual(
      read.data.map((copy) => copy?.pages ?? null),
      [281, 310, 340, null],
    );
  },

  async "copies are read page by page, in both directions"() {
    for (const order of ["asc", "desc"]) {
      const seen = [];
      const sizes = [];
      let cursor = null;
      do {
        const page = await book.query.copies({ isbn: MOCKINGBIRD }).go({ cursor, limit: 25, order });
        seen.push(...page.data.map((copy) => copy.copy));
        sizes.push(page.data.length);
        cursor = page.cursor;
      } while (cursor !== null);
      assert.deepEqual(sizes, [25, 25, 10]);
      const expected = Array.from({ length: 60 }, (_, i) => i + 1);
      assert.deepEqual(seen, order === "asc" ? expected : expected.reverse());
    }
  },

  async "the sort key is compared in every way"() {
    const copies = () => book.query.copies({ isbn: MOCKINGBIRD });
    const numbers = async (query) => (await query.go()).data.map((copy) => copy.copy);
    assert.deepEqual(await numbers(book.query.copies({ isbn: MOCKINGBIRD, copy: 7 })), [7]);
    assert.deepEqual(await numbers(copies().between({ copy: 9 }, { copy: 11 })), [9, 10, 11]);
    assert.deepEqual(await numbers(copies().gt({ copy: 58 })), [59, 60]);
    assert.deepEqual(await numbers(copies().gte({ copy: 58 })), [58, 59, 60]);
    assert.deepEqual(await numbers(copies().lt({ copy: 3 })), [1, 2]);
    assert.deepEqual(await numbers(copies().lte({ copy: 3 })), [1, 2, 3]);
    const filtered = copies().where(
      ({ pages, state }, { gte, eq, between }) =>
        `(${gte(pages, 339)} OR ${between(pages, 281, 283)}) AND NOT ${eq(state, "lent")}`,
    );
    assert.deepEqual(await numbers(filtered), [2, 3, 59, 60]);
  },

  async "the local index follows a book's state"() {
    const lent = async () =>
      (await book.query.byState({ isbn: MOCKINGBIRD, state: "lent" }).go({ consistent: true })).data;
    assert.equal((await lent()).length, 20);
    await book
      .patch({ isbn: MOCKINGBIRD, copy: 2 })
      .set({ state: "lent" })
      .where(({ state }, { eq }) => eq(state, "shelf"))
      .go();
    assert.deepEqual((await lent()).slice(0, 3).map((copy) => copy.copy), [1, 2, 4]);
    await assertConditionFails(
      book
        .patch({ isbn: MOCKINGBIRD, copy: 2 })
        .set({ state: "lent" })
        .where(({ state }, { eq }) => eq(state, "shelf"))
        .go(),
    );
  },

  async "the global index orders an author's books by year"() {
    const books = [
      ["Emma", 1815],
      ["Persuasion", 1817],
      ["Pride and Prejudice", 1813],
    ];
    for (const [title, year] of books) {
      await book.create({ isbn: title, copy: 1, title, author: "Austen", year }).go();
    }
    const titles = async (query, options) => (await query.go(options)).data.map((each) => each.title);
    const all = book.query.byAuthor({ author: "Austen" });
    assert.deepEqual(await titles(all), ["Pride and Prejudice", "Emma", "Persuasion"]);
    assert.deepEqual(await titles(book.query.byAuthor({ author: "Austen" }), { order: "desc" }), [
      "Persuasion",
      "Emma",
      "Pride and Prejudice",
    ]);
    assert.deepEqual(
      await titles(book.query.byAuthor({ author: "Austen" }).begins({ year: 1815 })),
      ["Emma"],
    );
    const every = await book.query.byAuthor({ author: "Lee" }).go({ limit: 7, pages: "all" });
    assert.equal(every.data.length, 60);
    assert.equal(new Set(every.data.map((each) => each.copy)).size, 60);
  },

  async "reviews are a list of maps that grows and is searched"() {
    const emma = { isbn: "Emma", copy: 1 };
    await book.update(emma).set({ reviews: [{ stars: 5, text: "witty" }] }).go();
    await book.update(emma).append({ reviews: [{ stars: 2, text: "long" }] }).go();
    const { data } = await book
      .update(emma)
      .data((attributes, operation) => operation.add(attributes.reviews[1].stars, 1))
      .where(
        ({ reviews, title }, { eq, contains, size, value }) =>
          `${eq(reviews[0].text, "witty")} AND ${contains(title, "mm")} AND ${size(reviews)} > ${value(reviews, 1)}`,
      )
      .go({ response: "all_new" });
    assert.deepEqual(data.reviews, [
      { stars: 5, text: "witty" },
      { stars: 3, text: "long" },
    ]);
  },

  async "a collection holds a member and the loans"() {
    const due = ["2026-03-01", "2026-02-01", "2026-04-01"];
    for (const [i, day] of due.entries()) {
      await loan.create({ member: "m1", isbn: MOCKINGBIRD, copy: i + 1, due: day }).go();
    }
    const { data } = await service.collections.account({ member: "m1" }).go();
    assert.deepEqual(data.member.map((each) => each.name), ["Anne"]);
    assert.deepEqual(data.loan.map((each) => each.due), [...due].sort());
  },

  async "only late loans are in the sparse index"() {
    const key = { member: "m1", isbn: MOCKINGBIRD, copy: 2, due: "2026-02-01" };
    const late = async () => (await loan.query.late({ lateSince: "2026-02" }).go()).data;
    assert.deepEqual(await late(), []);
    await loan.patch(key).set({ lateSince: "2026-02" }).add({ renewals: 1 }).go();
    assert.deepEqual(
      (await late()).map(({ copy, renewals }) => ({ copy, renewals })),
      [{ copy: 2, renewals: 1 }],
    );
    const { data } = await loan.delete(key).go({ response: "all_old" });
    assert.equal(data.lateSince, "2026-02");
    assert.deepEqual(await late(), []);
    await assertConditionFails(loan.remove(key).go());
  },

  async "a scan finds what its filter holds for, and segments share the table"() {
    const lost = await book
      .patch({ isbn: MOCKINGBIRD, copy: 60 })
      .set({ state: "lost" })
      .go({ response: "all_old" });
    assert.equal(lost.data.state, "shelf");
    const scan = await book.scan
      .where(({ state }, { eq }) => eq(state, "lost"))
      .go({ pages: "all" });
    assert.deepEqual(scan.data.map((each) => each.copy), [60]);
    let found = 0;
    for (const segment of [0, 1, 2]) {
      const part = await book.scan.go({
        pages: "all",
        params: { Segment: segment, TotalSegments: 3 },
      });
      found += part.data.length;
    }
    assert.equal(found, 63);
  },

  async "a projection answers the attributes that were asked for"() {
    const { data } = await book
      .get({ isbn: "Emma", copy: 1 })
      .go({ attributes: ["title", "year"] });
    assert.deepEqual(data, { title: "Emma", year: 1815 });
  },

  async "another account has no library"() {
    const credentials = {
      accessKeyId: process.env.OTHER_ACCESS_KEY_ID,
      secretAccessKey: process.env.OTHER_SECRET_ACCESS_KEY,
    };
    const others = library(new DynamoDBClient({ endpoint, region, credentials }));
    await assert.rejects(others.member.get({ member: "m1" }).go(), (error) => {
      assert.ok(error.cause instanceof ResourceNotFoundException);
      return true;
    });
  },
};

for (const [name, step] of Object.entries(steps)) {
  try {
    await step();
    console.log(`ok      ${name}`);
  } catch (error) {
    console.log(`failed  ${name}`);
    throw error;
  }
}
