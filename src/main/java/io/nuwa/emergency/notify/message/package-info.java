/**
 * Alerts in the words of those who are told, and the way to them over HTTP. Decides neither what is
 * told nor when.
 */
package io.nuwa.emergency.notify.message;
