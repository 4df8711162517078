/** Durable replacement of files. Every file that somebody else may read is written through here. */
package io.nuwa.emergency.files;
