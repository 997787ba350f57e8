/** Objects as bytes with one revision over all of them, the journal that watches read, and the file that keeps both. */
package io.kubesphere.ai.standalone.apiserver.store;
