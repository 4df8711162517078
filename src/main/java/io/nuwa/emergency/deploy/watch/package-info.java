/** Notices what happens to the containers of a stack without asking for it again and again. */
package io.nuwa.emergency.deploy.watch;
