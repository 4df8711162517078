/**
 * Tells others what must be looked at: alerts to Alertmanager. Translates what a state says and
 * decides nothing; never holds up a repair.
 */
package io.nuwa.emergency.notify;
