/**
 * A public key whose private half nobody has.
 *
 * Azure makes no Linux machine without a password or a key, also when people log in with Entra alone. The point is not
 * made from a private key: it is the first hash of the sentence below, with a number after it, that is a point of the
 * curve. A test makes it again.
 */
export const keyOfNobody = {
  sentence: "groundplan: nobody has the private half of this key",
  line: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILzkA8P0x8YLk/uQP8gY86WquduzqVMEzNA3jFc1WtJl nobody",
} as const;
