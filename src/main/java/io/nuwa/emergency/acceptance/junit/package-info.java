/**
 * Reads JUnit XML, whoever produced it, into cases and their outcomes. Believes no count that a
 * report gives of itself; knows neither a run nor a plan.
 */
package io.nuwa.emergency.acceptance.junit;
