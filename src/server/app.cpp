#include "server/app.h"

#include "base/text.h"
#include "server/api.h"
#include "server/routes.h"

#include <filesystem>
#include <system_error>
#include <utility>

namespace hibari::server {
namespace {

net::ServerOptions http_options(const Config& config) {
    net::ServerOptions options;
    options.address = config.text("server.address");
    options.port = static_cast<std::uint16_t>(config.integer("server.port"));
    options.handler_threads = static_cast<std::size_t>(config.integer("server.handler_threads"));
    options.connections_max = static_cast<std::size_t>(config.integer("server.connections_max"));
    options.connections_per_address_max = options.connections_max;
    // Not the system's folder: whoever is locked out of the folder of the keys may be kept from
    // making files in those above it.
    const std::filesystem::path spool =
        std::filesystem::path(config.text("data.folder")) / "scratch";
    std::error_code failed;
    std::filesystem::create_directories(spool, failed);
    if (!failed) {
        options.spool_folder = spool;
    }
    for (const std::string_view proxy : split(config.text("server.proxies"), ',')) {
        if (!trim(proxy).empty()) {
            options.proxies.emplace_back(trim(proxy));
        }
    }
    return options;
}

/// Where users may make us send something: public addresses, unless the operator trusts them.
net::ClientOptions client_options(const Config& config) {
    net::ClientOptions options;
    if (config.boolean("webhooks.private_addresses")) {
        options.guard_allows = [](const net::Address& /*address*/) { return true; };
        options.guard_ports.clear();
    }
    return options;
}

}  // namespace

App::App(Installation& installation, Contract contract)
    : contract_(std::move(contract)),
      rate_limit_(installation.clock),
      held_handlers_(static_cast<std::size_t>(installation.config.integer("server.handler_threads"))
      ) {}

App::~App() = default;

Result<std::unique_ptr<App>> App::start(Installation& all) {
    std::unique_ptr<App> app(new App(all, HIBARI_TRY(Contract::load())));
    app->watch_ = HIBARI_TRY(VideoWatch::start(*all.videos, *all.events));
    app->http_client_.emplace(client_options(all.config));
    const trust::VerifyParts verify{
        .registry = &*all.registry, .mark_key = all.mark_key, .anchors = all.anchors
    };
    app->parts_ = std::make_unique<const Parts>(Parts{
        .contract = app->contract_,
        .accounts = *all.accounts,
        .videos = *all.videos,
        .webhooks = *all.webhooks,
        .files = *all.files,
        .batches = *all.batches,
        .characters = *all.characters,
        .likenesses = *all.likenesses,
        .posts = *all.posts,
        .circle = *all.circle,
        .moderation = *all.moderation,
        .verify = verify,
        .screening =
            {.database = *all.database,
             .verify = verify,
             .refuses_people = all.config.text("policy.people_in_uploads") == "refuse"},
        .models = all.models,
        .database = *all.database,
        .blobs = *all.blobs,
        .events = *all.events,
        .watch = *app->watch_,
        .rate_limit = app->rate_limit_,
        .held_handlers = app->held_handlers_,
        .http_client = *app->http_client_,
        .clock = all.clock,
        .challenges_per_day = all.config.integer("likenesses.challenges_per_day"),
        .log = *all.log,
        .metrics = all.metrics,
    });
    app->api_ = std::make_unique<Api>(*app->parts_);
    add_video_routes(*app->api_, *app->parts_);
    add_model_routes(*app->api_, *app->parts_);
    add_account_routes(*app->api_, *app->parts_);
    add_webhook_routes(*app->api_, *app->parts_);
    add_file_routes(*app->api_, *app->parts_);
    add_batch_routes(*app->api_, *app->parts_);
    add_character_routes(*app->api_, *app->parts_);
    add_enrolment_routes(*app->api_, *app->parts_);
    add_likeness_routes(*app->api_, *app->parts_);
    add_post_routes(*app->api_, *app->parts_);
    add_verify_routes(*app->api_, *app->parts_);
    add_report_routes(*app->api_, *app->parts_);
    add_redress_routes(*app->api_, *app->parts_);
    add_moderation_routes(*app->api_, *app->parts_);
    add_operation_routes(*app->api_, *app->parts_);
    if (const auto& events = all.config.text("data.events"); store::has_job_stream(events)) {
        app->outbox_ = HIBARI_TRY(store::OutboxPublisher::start(
            {.database = *all.database, .events = *all.events, .log = *all.log}, events
        ));
    }
    app->webhooks_.emplace(
        *all.webhooks,
        all.clock,
        *all.log,
        all.metrics,
        WebhookSenderOptions{.client = client_options(all.config)}
    );
    app->caretaker_.emplace(CaretakerParts{
        .jobs = *all.jobs,
        .files = *all.files,
        .review = all.moderation->review,
        .database = *all.database,
        .blobs = *all.blobs,
        .clock = all.clock,
        .log = *all.log,
    });
    app->batches_.emplace(*app->parts_);
    app->http_ = HIBARI_TRY(net::HttpServer::start(
        http_options(all.config), app->api_->take_router(), app->api_->hooks()
    ));
    return app;
}

}  // namespace hibari::server
