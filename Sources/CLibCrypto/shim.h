// The part of OpenSSL's libcrypto that is used: one-shot message digests (EVP_Digest).
#pragma once
#include <openssl/evp.h>
