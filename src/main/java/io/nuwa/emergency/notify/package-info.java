/**
 * Tells others what must be looked at: alerts to Alertmanager, to chats and to programs. Translates
 * what a state says and decides nothing; never holds up a repair, and keeps what it owes.
 */
package io.nuwa.emergency.notify;
