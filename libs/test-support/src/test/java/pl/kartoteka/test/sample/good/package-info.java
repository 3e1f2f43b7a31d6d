@NullMarked
package pl.kartoteka.test.sample.good;

import org.jspecify.annotations.NullMarked;
