/**
 * B-3: scrape jobs, targets and series of Prometheus, and the dashboard in Grafana. Only {@link
 * io.nuwa.emergency.observe.ObserveFeature} is for others; no other feature is imported.
 */
package io.nuwa.emergency.observe;
