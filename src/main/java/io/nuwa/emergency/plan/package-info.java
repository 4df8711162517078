/**
 * The plan: time box, blockers, tasks, gates, roles, as immutable values, and their reader.
 * Settings of features are opaque here.
 */
package io.nuwa.emergency.plan;
