#pragma once

// What owners do with their likenesses, and what others may ask of them. Every method is one
// transaction over trust/consent.

#include "base/clock.h"
#include "base/result.h"
#include "domain/likeness/withdrawal.h"
#include "domain/paging.h"
#include "domain/policy_desk.h"
#include "domain/principal.h"
#include "domain/videos.h"
#include "store/blobs.h"
#include "store/database.h"
#include "store/events.h"
#include "trust/consent/consent.h"
#include "trust/consent/receipt.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::domain {

struct LikenessesParts {
    store::Database& database;
    store::BlobStore& blobs;
    store::Events& events;
    const Clock& clock;
    /// What signs receipts, and who the operator is.
    trust::SigningKey signer;
    trust::Controller controller = {};
    /// Judges names and messages; null for none.
    const PolicyDesk* policy = nullptr;
};

/// What is left of a likeness that was withdrawn.
struct Remains {
    Withdrawn done;
    /// Blobs that the store could not remove yet; they will be.
    std::int64_t blobs_left = 0;
};

class Likenesses {
  public:
    explicit Likenesses(LikenessesParts parts) : parts_(std::move(parts)) {}

    /// `wanted.owner` is not read: it is who asks. A doubtful enrolment waits for a moderator.
    Result<trust::Likeness> create(const Principal& who, trust::NewLikeness wanted);

    Result<std::vector<trust::Likeness>> list(const Principal& who);
    /// One's own; `not_found` for others.
    Result<trust::Likeness> find(const Principal& who, std::string_view id);
    /// What others may know: whether they could use it now.
    Result<trust::Likeness> find_by_handle(const Principal& who, std::string_view handle);
    /// Whether `who` may make a clip with it now; the refusal otherwise.
    Result<void> may_use(const Principal& who, const trust::Likeness& likeness);

    Result<trust::Likeness> update(
        const Principal& who, std::string_view id, const trust::LikenessChange& change
    );

    Result<std::vector<trust::LikenessPerson>> people(const Principal& who, std::string_view id);
    Result<trust::Likeness> set_person(
        const Principal& who, std::string_view id, std::string_view account, trust::Standing verdict
    );

    Result<trust::LikenessRequest> request(
        const Principal& who, std::string_view handle, std::string_view message
    );
    Result<std::vector<trust::LikenessRequest>> requests(const Principal& who, std::string_view id);
    Result<trust::LikenessRequest> decide(
        const Principal& who, std::string_view id, std::string_view request, bool approve
    );

    /// Every clip with it, whoever made it, posted or not, made or being made.
    Result<VideoPage> clips(const Principal& who, std::string_view id, const PageRequest& page);
    /// One of those.
    Result<Video> clip(const Principal& who, std::string_view id, std::string_view video);
    Result<void> remove_clip(const Principal& who, std::string_view id, std::string_view video);

    Result<Remains> withdraw(
        const Principal& who, std::string_view id, trust::Withdrawal how, Clips clips
    );

    Result<std::vector<trust::ConsentReceipt>> receipts(const Principal& who, std::string_view id);
    /// A compact JWS.
    Result<std::string> receipt(const Principal& who, std::string_view receipt);

    /// What a moderator decides about a doubtful enrolment.
    Result<trust::Likeness> review(
        const Principal& moderator, std::string_view id, bool accept, std::string_view reason
    );

    /// One that waits, for a moderator who wants to see what was recorded; each time is in the
    /// audit log. `not_found` for one that waits no longer.
    Result<trust::Likeness> look_at_pending(const Principal& moderator, std::string_view id);

    /// Those that wait for a moderator, oldest first, at most 200.
    Result<std::vector<trust::Likeness>> pending(const Principal& moderator);

  private:
    store::Timestamp now() const;
    void tell_workers(const std::vector<std::string>& videos) const;

    LikenessesParts parts_;
};

}  // namespace hibari::domain
