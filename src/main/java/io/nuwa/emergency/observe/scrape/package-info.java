/**
 * The task {@code scrape-job}: makes Prometheus scrape what it should, by a file_sd file or by a
 * marked block in the user's own configuration, and waits until every target is UP.
 */
package io.nuwa.emergency.observe.scrape;
