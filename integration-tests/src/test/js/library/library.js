// A lending library on ElectroDB: members, books and loans in one table.
import { Entity, Service } from "electrodb";
import { TABLE } from "./table.js";

const model = (entity) => ({ entity, version: "1", service: "library" });

/** The entities and collections of the library, on a client of the AWS SDK. */
export function library(client) {
  const configuration = { client, table: TABLE };

  const member = new Entity(
    {
      model: model("member"),
      attributes: {
        member: { type: "string", required: true },
        name: { type: "string", required: true },
        address: {
          type: "map",
          properties: { street: { type: "string" }, city: { type: "string" } },
        },
        interests: { type: "set", items: "string" },
        fees: { type: "number", default: 0 },
        notes: { type: "list", items: { type: "string" } },
        visits: { type: "number" },
        joined: { type: "string", readOnly: true },
      },
      indexes: {
        primary: {
          collection: "account",
          pk: { field: "pk", composite: ["member"] },
          sk: { field: "sk", composite: [] },
        },
      },
    },
    configuration,
  );

  const book = new Entity(
    {
      model: model("book"),
      attributes: {
        isbn: { type: "string", required: true },
        copy: { type: "number", required: true, padding: { length: 3, char: "0" } },
        title: { type: "string", required: true },
        author: { type: "string", required: true },
        year: { type: "number", required: true },
        state: { type: ["shelf", "lent", "lost"], default: "shelf" },
        pages: { type: "number" },
        reviews: {
          type: "list",
          items: {
            type: "map",
            properties: { stars: { type: "number" }, text: { type: "string" } },
          },
        },
      },
      indexes: {
        copies: {
          pk: { field: "pk", composite: ["isbn"] },
          sk: { field: "sk", composite: ["copy"] },
        },
        byAuthor: {
          index: "gsi1",
          pk: { field: "gsi1pk", composite: ["author"] },
          sk: { field: "gsi1sk", composite: ["year", "title", "copy"] },
        },
        byState: {
          index: "lsi1",
          pk: { field: "pk", composite: ["isbn"] },
          sk: { field: "lsi1sk", composite: ["state", "copy"] },
        },
      },
    },
    configuration,
  );

  const loan = new Entity(
    {
      model: model("loan"),
      attributes: {
        member: { type: "string", required: true },
        isbn: { type: "string", required: true },
        copy: { type: "number", required: true, padding: { length: 3, char: "0" } },
        due: { type: "string", required: true },
        renewals: { type: "number", default: 0 },
        // Only a loan that is late has a month, so that the index holds no other.
        lateSince: { type: "string" },
      },
      indexes: {
        primary: {
          collection: "account",
          pk: { field: "pk", composite: ["member"] },
          sk: { field: "sk", composite: ["due", "isbn", "copy"] },
        },
        late: {
          index: "gsi2",
          pk: { field: "gsi2pk", composite: ["lateSince"] },
          sk: { field: "gsi2sk", composite: ["member", "isbn"] },
        },
      },
    },
    configuration,
  );

  return { member, book, loan, service: new Service({ member, loan }) };
}
