/** The system under test as the cases see it: its API, its database, its Prometheus. */
package io.nuwa.text2sql.acceptance.system;
