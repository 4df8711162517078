/**
 * The use cases: execute, dry run, status, verify. The only door for what stands above; holds no
 * text for people and draws nothing.
 */
package io.nuwa.emergency.control;
