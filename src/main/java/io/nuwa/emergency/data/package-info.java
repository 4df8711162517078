/**
 * B-2, the data: generates test data for the user's own tables, injects it in one transaction and
 * knows its own rows again. Never touches rows that it did not inject.
 */
package io.nuwa.emergency.data;
