#pragma once

// Passwords, keys and tokens: how they are made, how they are kept and how they are compared. What
// a person knows by heart is hashed slowly (Argon2id); what a machine made from 256 random bits is
// hashed once with SHA-256, which is as good and lets a request be checked in a microsecond.

#include "base/result.h"

#include <string>
#include <string_view>

namespace hibari::domain {

inline constexpr std::size_t kPasswordBytesMin = 10;
inline constexpr std::size_t kPasswordBytesMax = 1024;

/// Argon2id with 19 MiB and two passes (OWASP Password Storage Cheat Sheet, 2026), as a PHC string.
/// Takes about 30 ms. Fails when the password is too short or too long.
Result<std::string> hash_password(std::string_view password);

/// Whether `password` is the one that was hashed. Takes as long when `hash` is empty, so that time
/// does not tell whether an account exists.
bool is_password(std::string_view password, const std::string& hash);

/// SHA-256 in hexadecimal digits.
std::string hash_of(std::string_view bytes);

/// `prefix` and 43 characters that hold 256 random bits: "sk-hibari-…".
std::string make_secret(std::string_view prefix);

/// Letters and digits that a person can read out and type, 80 random bits: "mzk4-7qwe-xr2p-9htd".
std::string make_password();

/// How a key is told from others in a list: its first ten and last four characters.
std::string hint_of(std::string_view key);

}  // namespace hibari::domain
