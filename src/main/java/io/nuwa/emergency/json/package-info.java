/**
 * JSON as plain maps, lists and values. Light enough for commands that must start in milliseconds.
 */
package io.nuwa.emergency.json;
