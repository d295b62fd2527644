// The part of OpenSSL's libcrypto that is used: SHA-256 by its own functions. They are called
// deprecated in favour of EVP, which first loads the system's providers and configuration.
#pragma once
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>
