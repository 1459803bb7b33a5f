/* Training clips on tap: the world simulator as a shared library (libhibari_world.so).
 *
 * A tap makes clips in background threads and hands them out one by one: picture, sound, masks,
 * object states, contacts and captions of the same few seconds, with no file in between. Clip
 * `index` of a tap depends on its options and on nothing else: not on the number of threads, not on
 * what was taken before. training/hibari_training/tap.py is the Python side.
 *
 *     HibariTapOptions options;
 *     hibari_tap_defaults(&options);
 *     options.seed = 7;
 *     HibariTap* tap = NULL;
 *     if (hibari_tap_open(&options, &tap) != HIBARI_OK) { puts(hibari_tap_error()); ... }
 *     HibariClip clip = {.frames = my_frames, .audio = my_audio, ...};
 *     while (hibari_tap_next(tap, &clip, -1.0) == HIBARI_OK) { ... }
 *     hibari_tap_close(tap);
 *
 * Names: T frames, H and W the sides of the picture, S = 1000 T samples of sound.
 *
 * Threads: `next` of one tap is called by one thread at a time; `stop` and `stats` by any thread at
 * any time; `close` after all other calls on the tap have returned. Different taps are independent.
 * Memory: all buffers belong to the caller, who may free or reuse them as soon as `next` returned.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define HIBARI_EXPORT __attribute__((visibility("default")))
#else
#define HIBARI_EXPORT
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* Raised whenever a structure or the meaning of a field changes. */
#define HIBARI_TAP_VERSION 1

enum {
    HIBARI_SLOTS = 8,           /* objects that are followed */
    HIBARI_STATE_FIELDS = 8,    /* numbers per slot and frame */
    HIBARI_CONTACTS_MAX = 64,   /* of a clip; the strongest are kept */
    HIBARI_CAPTIONS = 4,        /* long, short, list-like, noisy */
    HIBARI_CAPTION_BYTES = 640, /* with the final zero */
    HIBARI_SCENE_BYTES = 8192,
    HIBARI_MIX_BYTES = 32,
    HIBARI_FPS = 24,
    HIBARI_SAMPLE_RATE_HZ = 24000,
    HIBARI_SAMPLES_PER_FRAME = 1000
};

/* What a call returns. hibari_tap_error() has a sentence for all but HIBARI_OK. */
enum {
    HIBARI_OK = 0,
    HIBARI_INVALID = 1, /* an argument is wrong and will stay wrong */
    HIBARI_STOPPED = 2, /* the tap was stopped, or all its clips were taken */
    HIBARI_TIMEOUT = 3, /* no clip was ready in time; ask again */
    HIBARI_NO_MEMORY = 4,
    HIBARI_INTERNAL = 5 /* too many clips in a row could not be made */
};

/* Bits of HibariTapOptions.planes: what is made besides frames, sound, mask and state. */
enum { HIBARI_PLANE_DEPTH = 1, HIBARI_PLANE_FLOW = 2 };

/* Which of the combinations of shape, colour, deed and style occur. A hash of their names puts 5 %
 * of them aside; see `held_out` of HibariClip. */
enum {
    HIBARI_SPLIT_ALL = 0,
    HIBARI_SPLIT_TRAIN = 1,   /* never one that is put aside */
    HIBARI_SPLIT_HELD_OUT = 2 /* always at least one */
};

/* Number of a field in HibariClip.state. */
enum {
    HIBARI_STATE_X = 0,    /* middle of the object, 0 left edge .. 1 right edge; may leave that */
    HIBARI_STATE_Y = 1,    /* 0 upper edge .. 1 lower edge; may leave that */
    HIBARI_STATE_SIZE = 2, /* radius as a share of the picture's height */
    HIBARI_STATE_VISIBLE = 3, /* 0 .. 1: share of it that is seen, of the most seen in the clip */
    HIBARI_STATE_DEPTH = 4,   /* metres along the view axis; 0 behind the camera */
    HIBARI_STATE_CONTACT = 5, /* 1: an impact during this frame */
    HIBARI_STATE_MOMENT = 6,  /* of the strongest one within the frame, 0 .. 1 */
    HIBARI_STATE_IMPULSE = 7  /* its impulse, newton seconds */
};

typedef struct HibariTapOptions {
    uint32_t version;     /* HIBARI_TAP_VERSION */
    int32_t width;        /* multiples of 32, 32 .. 2048 */
    int32_t height;       /* likewise */
    int32_t frames;       /* T = 1 + 8 k, 9 .. 241, at 24 a second */
    int32_t threads;      /* 1 .. 256, each makes one clip at a time; 0: as many as processors */
    int32_t depth;        /* clips that may be ready or in the making, 1 .. 4096; 0: 2 * threads.
                             Less than `threads` leaves threads idle. */
    uint32_t planes;      /* HIBARI_PLANE_* */
    int32_t split;        /* HIBARI_SPLIT_* */
    uint64_t seed;        /* of everything */
    uint64_t first_index; /* of the first clip that is handed out */
    uint64_t stride;      /* 1, or n for one of n processes that share a seed; not 0 */
    uint64_t count;       /* clips until HIBARI_STOPPED; 0: without end */
    char mix[HIBARI_MIX_BYTES]; /* a name that hibari_tap_mixes() lists */
} HibariTapOptions;

/* An impact. The numbers in slot_a and slot_b that are no slot: -1 the ground and what is fixed,
 * -2 water, -3 something that is not followed. Materials: hibari_tap_material_name. */
typedef struct HibariContact {
    float time_s;
    int32_t slot_a;
    int32_t slot_b;
    int32_t material_a;
    int32_t material_b;
    float impulse_ns;
    float speed_mps; /* at which they closed in */
} HibariContact;

/* One clip. The caller sets the pointers (null: not wanted) before each call; the rest is filled
 * in. Slots are numbered in the order in which the captions first mention the objects. */
typedef struct HibariClip {
    uint8_t* frames; /* [T][H][W][3], red green blue as on a screen */
    float* audio;    /* [2][S], left and right, -1 .. 1, 24 kHz */
    uint8_t* mask;   /* [T][H][W]: 0 surroundings, 1 + slot, 255 other things */
    float* state;    /* [HIBARI_SLOTS][T][HIBARI_STATE_FIELDS]; zero for slots that are not used */
    float* depth;    /* [T][H][W] metres along the view axis, 1e9 for the sky; HIBARI_PLANE_DEPTH */
    float* flow;     /* [T][H][W][2] pixels since the frame before, right and down;
                        HIBARI_PLANE_FLOW */

    uint64_t index;
    uint64_t seed;      /* of this clip alone */
    int32_t slot_count; /* slots that are used */
    int32_t held_out;   /* 1: it shows a combination that is put aside */
    int32_t contact_count;
    HibariContact contacts[HIBARI_CONTACTS_MAX];          /* by time */
    char captions[HIBARI_CAPTIONS][HIBARI_CAPTION_BYTES]; /* ASCII */
    char scene[HIBARI_SCENE_BYTES]; /* JSON: what is shown; src/world/tap/told.h has the fields */
} HibariClip;

typedef struct HibariTapStats {
    uint64_t taken;    /* clips handed out */
    uint64_t skipped;  /* clips that could not be made; their indices are missing */
    uint64_t ready;    /* waiting now */
    double simulate_s; /* summed over threads: physics and camera */
    double sound_s;
    double picture_s;
    double waited_s; /* threads that waited because the queue was full */
} HibariTapStats;

typedef struct HibariTap HibariTap;

/* HIBARI_TAP_VERSION of the library; refuse to work with another one. */
HIBARI_EXPORT uint32_t hibari_tap_version(void);

/* Sizes of HibariTapOptions, HibariClip and HibariTapStats in this order, for bindings to check. */
HIBARI_EXPORT void hibari_tap_sizes(size_t out[3]);

/* 288x160, 97 frames, all processors, seed 0, mix "bounce", split ALL. */
HIBARI_EXPORT void hibari_tap_defaults(HibariTapOptions* options);

/* Names of the mixes, separated by spaces. */
HIBARI_EXPORT const char* hibari_tap_mixes(void);

/* Name of a material number, "" for one that does not exist. */
HIBARI_EXPORT const char* hibari_tap_material_name(int32_t material);

/* Starts the threads. On failure `*out` is null and nothing has to be closed. */
HIBARI_EXPORT int hibari_tap_open(const HibariTapOptions* options, HibariTap** out);

/* The same with a choice of what casts the picture: "cpu" as above; "cuda", the first NVIDIA GPU,
 * or HIBARI_INVALID when there is none that works; "auto", that GPU or else the processors. A GPU
 * rounds differently: equal options give equal clips on one kind of device only. Each thread keeps
 * a few frames in flight on the GPU, so more threads than processors may pay. */
HIBARI_EXPORT int hibari_tap_open_on(
    const HibariTapOptions* options, const char* device, HibariTap** out
);

/* What casts the picture, as people know it: "cpu", "NVIDIA H200". Valid until the tap is closed.
 */
HIBARI_EXPORT const char* hibari_tap_device(const HibariTap* tap);

/* Waits for the next clip, in the order of indices, for at most `timeout_s` seconds (negative:
 * without limit), and copies it. On any other answer than HIBARI_OK the clip is untouched. A plane
 * that was not asked for at `open` must be null (HIBARI_INVALID). */
HIBARI_EXPORT int hibari_tap_next(HibariTap* tap, HibariClip* clip, double timeout_s);

/* Ends the work at the next frame or simulation step; `next` answers HIBARI_STOPPED from now on,
 * also to those who wait. Returns at once. */
HIBARI_EXPORT void hibari_tap_stop(HibariTap* tap);

HIBARI_EXPORT void hibari_tap_stats(HibariTap* tap, HibariTapStats* out);

/* Stops, waits for the threads (well below a second) and frees everything. Null is allowed. */
HIBARI_EXPORT void hibari_tap_close(HibariTap* tap);

/* Why the last call of this thread that failed did so; valid until its next call. Never null. */
HIBARI_EXPORT const char* hibari_tap_error(void);

#ifdef __cplusplus
}
#endif
