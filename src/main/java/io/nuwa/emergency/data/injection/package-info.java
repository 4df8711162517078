/**
 * Talks to PostgreSQL: connects, applies the schema, copies generated rows in, keeps the ledger of
 * what was injected, and takes back exactly that. Deletes no row that the ledger does not prove to
 * be ours.
 */
package io.nuwa.emergency.data.injection;
