/**
 * Where a drill takes place: a home folder, a compose project, ports and a password of its own,
 * made from the user's plan and removed afterwards. Everything that it makes bears its label.
 */
package io.nuwa.emergency.drill.ground;
