#pragma once

// What the routes work with: the rules of the domain, the stores, the contract. Made once by
// whoever starts a server and lent to everything in it.

#include "base/clock.h"
#include "base/log.h"
#include "base/metrics.h"
#include "domain/accounts.h"
#include "domain/batches.h"
#include "domain/characters.h"
#include "domain/circle.h"
#include "domain/files.h"
#include "domain/likeness/likenesses.h"
#include "domain/likeness/posts.h"
#include "domain/likeness_challenges.h"
#include "domain/models.h"
#include "domain/review/moderation.h"
#include "domain/videos.h"
#include "domain/webhooks.h"
#include "net/http_client.h"
#include "server/contract.h"
#include "server/screening.h"
#include "store/blobs.h"
#include "store/database.h"
#include "store/events.h"
#include "trust/registry/verify.h"

#include <cstdint>

namespace hibari::server {

class VideoWatch;
class RateLimit;
class HeldHandlers;

/// All outlive the server.
struct Parts {
    const Contract& contract;
    domain::Accounts& accounts;
    domain::Videos& videos;
    domain::Webhooks& webhooks;
    domain::Files& files;
    domain::Batches& batches;
    domain::Characters& characters;
    domain::Likenesses& likenesses;
    domain::Posts& posts;
    domain::Circle& circle;
    domain::Moderation& moderation;
    trust::VerifyParts verify;
    Screening screening;
    const domain::Models& models;
    store::Database& database;
    store::BlobStore& blobs;
    store::Events& events;
    VideoWatch& watch;
    RateLimit& rate_limit;
    HeldHandlers& held_handlers;
    /// For addresses that users give.
    const net::HttpClient& http_client;
    const Clock& clock;
    /// How many challenges of likenesses an account gets in 24 hours.
    std::int64_t challenges_per_day = domain::kChallengesPerDay;
    Log& log;
    Metrics& metrics;
};

}  // namespace hibari::server
