#pragma once

// The clips that were made here, by the number that their marks carry and by what they look and
// sound like. A clip is registered in the transaction that completes it, so nothing is served that
// is not in here; its row outlives the video, so a copy of a clip that was removed is still known
// for what it is.

#include "base/clock.h"
#include "store/database.h"
#include "trust/c2pa/asset_id.h"
#include "trust/fingerprint/fingerprint_index.h"

#include <cstdint>
#include <mutex>
#include <optional>
#include <set>
#include <shared_mutex>
#include <string>
#include <vector>

namespace hibari::trust {

/// A clip to be registered.
struct NewAsset {
    AssetId id = 0;
    std::string video;
    std::string engine;
    std::string engine_version;
    ClipFingerprint fingerprint;
};

/// Writes its row. `already_exists` when the number is taken, which one in millions is.
Result<void> register_asset(store::Transaction& tx, const NewAsset& asset, std::int64_t now_us);

/// What has become of a clip.
enum class AssetState {
    /// It is kept and may be shown to those who may see it.
    kAvailable,
    /// Its files were deleted: by its maker, or because its time was over.
    kDeleted,
    /// It must not be shown: a moderator decided so.
    kRemoved,
    /// It must not be shown: somebody in it does not agree to that any more.
    kConsentWithdrawn,
    /// It must not be shown: somebody else has rights in it.
    kRightsClaimed,
};

/// "available", "deleted", "removed", "consent_withdrawn", "rights_claimed".
std::string_view to_string(AssetState state);

/// Whether copies must not be let in again.
bool is_banked(AssetState state);

/// A clip of ours, as it stands now. Nothing in it names a person.
struct KnownAsset {
    AssetId id = 0;
    std::string video;
    std::string engine;
    std::string engine_version;
    std::int64_t made_at_us = 0;
    AssetState state = AssetState::kAvailable;
    /// Since when it is in that state; none where that is not recorded, or nothing happened.
    std::optional<std::int64_t> since_us;
};

/// A clip that looks or sounds like one of ours.
struct AssetMatch {
    KnownAsset asset;
    FingerprintMatch match;
};

/// Looks clips up. Threads may share it.
class Registry {
  public:
    /// Both must outlive it.
    Registry(store::Database& database, const Clock& clock) : database_(database), clock_(clock) {}

    /// The clip of that number; none when it was never given out here.
    Result<std::optional<KnownAsset>> find(AssetId id);

    /// The clips that `query` is a copy of, the nearest first.
    Result<std::vector<AssetMatch>> find_copies(const ClipQuery& query);

    /// The clip that must not be shown any more and that `query` surely is a copy of, if there is
    /// one.
    Result<std::optional<AssetMatch>> find_banked(const ClipQuery& query);

    /// Takes in what was registered meanwhile; the functions above do so first. A damaged row is
    /// passed over: one of them must not keep all others from being found.
    Result<void> refresh();

    /// Damaged rows that were passed over until now.
    std::size_t damaged() const;

  private:
    store::Database& database_;
    const Clock& clock_;
    mutable std::shared_mutex index_mutex_;
    std::mutex refresh_mutex_;
    FingerprintIndex index_;
    std::set<AssetId> damaged_;
    /// Rows from before that time are in the index.
    std::int64_t seen_us_ = -1;
};

}  // namespace hibari::trust
