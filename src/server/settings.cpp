#include "server/settings.h"

#include "domain/likeness_challenges.h"

namespace hibari::server {

const std::vector<Setting>& settings() {
    static const std::vector<Setting> all = {
        {.name = "server.address",
         .fallback = "127.0.0.1",
         .help = "Address to listen at; 0.0.0.0 for every one, behind a proxy that does TLS."},
        {.name = "server.port",
         .fallback = 8080,
         .help = "TCP port; 0 for any free one.",
         .max = 65535},
        {.name = "server.handler_threads",
         .fallback = 16,
         .help = "Requests that are worked on at the same time.",
         .min = 1,
         .max = 512},
        {.name = "server.connections_max",
         .fallback = 16384,
         .help = "Open connections, listeners of events included.",
         .min = 16,
         .max = 1'000'000},
        {.name = "server.proxies",
         .fallback = "",
         .help = "Addresses of proxies, separated by commas, whose x-forwarded-for is believed."},
        {.name = "server.drain_seconds",
         .fallback = 30,
         .help = "How long requests may go on after SIGTERM.",
         .max = 3600},

        {.name = "data.folder",
         .fallback = "hibari-data",
         .help = "Where everything is kept unless the next ones say otherwise."},
        {.name = "data.database",
         .fallback = "",
         .help = "\"postgresql://user:password@host/name\"; empty for SQLite in the folder.",
         .secret = true},
        {.name = "data.blobs",
         .fallback = "",
         .help = "\"s3://bucket/prefix\"; empty for the folder."},
        {.name = "data.events",
         .fallback = "",
         .help = "\"nats://host:port\"; empty for a socket in the folder."},

        {.name = "keys.folder",
         .fallback = "",
         .help = "Keys that sign clips, outside of data.folder; empty for a folder beside it whose "
                 "name ends in -keys."},
        {.name = "keys.organisation",
         .fallback = "Hibari",
         .help = "Who signs, in certificates made from now on; at most 40 bytes."},

        {.name = "provenance.visible_mark",
         .fallback = "tiers",
         .help = "Which clips show their maker's name, moving: always; all but those of the tiers "
                 "below; never. Clips that show somebody do, whatever this says.",
         .choices = {"always", "tiers", "never"}},
        {.name = "provenance.unmarked_tiers",
         .fallback = "",
         .help = "Tiers whose clips go without that mark, separated by commas."},
        {.name = "provenance.unmarked_own_likeness",
         .fallback = false,
         .help = "Whether a maker's own likeness counts as nobody's there."},

        {.name = "s3.endpoint", .fallback = "", .help = "\"https://s3.example.org\"."},
        {.name = "s3.region",
         .fallback = "us-east-1",
         .help = "Region that requests are signed for."},
        {.name = "s3.access_key", .fallback = "", .help = "Access key.", .secret = true},
        {.name = "s3.secret_key", .fallback = "", .help = "Secret key.", .secret = true},

        {.name = "models.aliases",
         .fallback = "sora-2=world/standard/1280, sora-2-pro=world/high/1920",
         .help = "Names that clients use = engine / quality / longest side in pixels; the first is "
                 "the default."},

        {.name = "operator.name",
         .fallback = "The operator of this server",
         .help = "Who runs this server, as consent receipts say."},
        {.name = "operator.address",
         .fallback = "see the policy",
         .help = "Postal address, in receipts."},
        {.name = "operator.email",
         .fallback = "privacy@localhost",
         .help = "Address for questions of privacy, in receipts."},
        {.name = "operator.policy_url",
         .fallback = "https://localhost/docs",
         .help = "Where the privacy policy can be read."},
        {.name = "operator.jurisdiction",
         .fallback = "ZZ",
         .help = "Country whose law applies, two letters (ISO 3166)."},

        {.name = "likenesses.challenges_per_day",
         .fallback = domain::kChallengesPerDay,
         .help = "Tries that an account gets in 24 hours at recording a likeness.",
         .min = 1,
         .max = 1000},

        {.name = "review.deadlines",
         .fallback = "",
         .help = "Hours until a person has decided, as \"reports=12 removals/IN/intimate=2\": "
                 "queue, jurisdiction, category. Removals never get more than 48."},

        {.name = "remote.url",
         .fallback = "",
         .help = "Another server that speaks the Videos API, as engine \"remote\": "
                 "\"http://gpu-1:8000\"."},
        {.name = "remote.key",
         .fallback = "",
         .help = "Key for it, if it wants one.",
         .secret = true},
        {.name = "remote.model",
         .fallback = "",
         .help = "What it calls the model; empty leaves it to the server."},
        {.name = "remote.takes_seed",
         .fallback = true,
         .help = "Whether it knows the field seed; some refuse what they do not know."},

        {.name = "workers.processes",
         .fallback = 1,
         .help = "Worker processes that serve starts; 0 when workers run elsewhere.",
         .max = 256},
        {.name = "workers.lease_seconds",
         .fallback = 15,
         .help = "A worker that says nothing for so long has lost its job.",
         .min = 2,
         .max = 3600},
        {.name = "workers.stall_minutes",
         .fallback = 15,
         .help = "A clip that does not get on for so long fails; an engine that does not stop then "
                 "takes its process along.",
         .min = 1,
         .max = 24 * 60},
        {.name = "workers.attempts_max",
         .fallback = 3,
         .help = "Times a job may be started before it fails because its workers die.",
         .min = 1,
         .max = 100},

        {.name = "clips.keep_hours",
         .fallback = 0,
         .help = "How long a finished clip can be downloaded; 0 for ever.",
         .max = 24 * 3650},

        {.name = "policy.categories",
         .fallback = "",
         .help = "What is done per category of docs/policy.md: \"violence=0.8, "
                 "public_figure=review\"; a score from 0 to 1 from which findings count, or allow, "
                 "label, review or refuse. Two categories cannot be set."},
        {.name = "policy.block_list",
         .fallback = "",
         .help = "A file with more names that may not be shown: category, tab, name."},
        {.name = "policy.opt_ins",
         .fallback = "",
         .help = "A file with names of the block lists that may be shown: name, or name, tab, "
                 "projects."},
        {.name = "policy.patterns",
         .fallback = "",
         .help =
             "A file with rules of one's own: name, tab, refuse or review or label, tab, an RE2 "
             "expression."},

        {.name = "policy.people_in_uploads",
         .fallback = "refuse",
         .help = "What is done with uploaded pictures and clips that show a person's face.",
         .choices = {"refuse", "allow"}},

        {.name = "webhooks.private_addresses",
         .fallback = false,
         .help = "Deliver to private and loopback addresses and to any port too: only where every "
                 "user is trusted."},

        {.name = "log.level",
         .fallback = "info",
         .help = "How much is said.",
         .choices = {"debug", "info", "warning", "error"}},
        {.name = "log.format",
         .fallback = "auto",
         .help = "auto is human at a terminal and json elsewhere.",
         .choices = {"auto", "human", "json"}},
        {.name = "log.file", .fallback = "", .help = "A file to write to as well; rotated."},
    };
    return all;
}

}  // namespace hibari::server
