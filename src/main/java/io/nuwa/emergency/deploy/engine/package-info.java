/**
 * Container engines as this machine has them: which one answers, what it says when it fails, and
 * its containers. Knows no plan's stack, no compose and no remedy.
 */
package io.nuwa.emergency.deploy.engine;
