/**
 * Whether the services of a stack are healthy, by checks that are executed at the moment of asking.
 * Never believes a state that an engine recorded earlier, and changes no container.
 */
package io.nuwa.emergency.deploy.health;
