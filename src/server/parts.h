#pragma once

// What the routes work with: the rules of the domain, the stores, the contract. Made once by
// whoever starts a server and lent to everything in it.

#include "base/clock.h"
#include "base/log.h"
#include "base/metrics.h"
#include "domain/accounts.h"
#include "domain/batches.h"
#include "domain/characters.h"
#include "domain/files.h"
#include "domain/models.h"
#include "domain/videos.h"
#include "domain/webhooks.h"
#include "net/http_client.h"
#include "server/contract.h"
#include "store/blobs.h"
#include "store/database.h"
#include "store/events.h"

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
    Log& log;
    Metrics& metrics;
};

}  // namespace hibari::server
