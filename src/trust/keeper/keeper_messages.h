#pragma once

// What is said over the keeper's socket. One packet asks, one answers; both are short. The reader
// of each side believes nothing of the other.

#include "base/result.h"
#include "trust/keeper/statement.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::trust {

/// No answer is longer, and no question but kSignStatement.
inline constexpr std::size_t kKeeperBytesMax = 16 * 1024;

/// No packet is longer: a statement, its kind, the question.
inline constexpr std::size_t kPacketBytesMax = kStatementBytesMax + 2;

/// What can be asked. There is no question whose answer is a key that signs, the root's, or the
/// secret itself; one key leaves the keeper, that of the marks, because workers put them in.
enum class KeeperQuestion : unsigned char {
    /// Certificates of the signer, nothing else said.
    kCertificates = 1,
    /// The root's certificate.
    kRoot = 2,
    /// A signature over a digest of 32 bytes.
    kSign = 3,
    /// A time stamp over a digest of 32 bytes.
    kTimeStamp = 4,
    /// The key of the invisible marks, nothing else said.
    kMarkKey = 5,
    /// The public key of a kind of statements: the kind, one byte.
    kStatementKey = 6,
    /// A signature over a statement: its kind, one byte, then its text, which has the kind's shape.
    kSignStatement = 7,
};

struct KeeperRequest {
    KeeperQuestion question = KeeperQuestion::kCertificates;
    std::string content;
};

std::string write_request(const KeeperRequest& request);

/// Fails with kInvalidArgument when nobody could mean that.
Result<KeeperRequest> read_request(std::string_view packet);

/// An answer: bytes, or why there are none.
std::string write_answer(const Result<std::string>& answer);
Result<std::string> read_answer(std::string_view packet);

/// Several byte strings in one answer.
std::string write_list(const std::vector<std::string>& items);
Result<std::vector<std::string>> read_list(std::string_view bytes);

}  // namespace hibari::trust
