-- What has happened, who wants to know, and what was sent to whom. Times of leases are the database's.
CREATE SCHEMA IF NOT EXISTS notification;

-- Receivers: those of projects, and with an empty namespace those of the operator. A receiver is served by one worker at a
-- time, so an address that does not answer costs one request per pause however much waits for it.
CREATE TABLE notification.subscription (
    id          uuid PRIMARY KEY,
    namespace   text        NOT NULL,
    name        text        NOT NULL,
    creator     text        NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    kinds       text[]      NOT NULL,
    owner       text        NOT NULL DEFAULT '',
    application text        NOT NULL DEFAULT '',
    queue       text        NOT NULL DEFAULT '',
    url         text        NOT NULL,
    secret      text        NOT NULL DEFAULT '',
    credential  text        NOT NULL DEFAULT '',
    paused      boolean     NOT NULL DEFAULT false,
    failures    int         NOT NULL DEFAULT 0,
    next_at     timestamptz NOT NULL DEFAULT now(),
    lease_owner text,
    lease_until timestamptz,
    UNIQUE (namespace, name)
);

CREATE TABLE notification.event (
    seq         bigserial PRIMARY KEY,
    id          uuid        NOT NULL UNIQUE,
    key         text        NOT NULL UNIQUE,
    condition   text,
    kind        text        NOT NULL,
    namespace   text        NOT NULL,
    workspace   text        NOT NULL,
    object_kind text        NOT NULL,
    object_name text        NOT NULL,
    object_uid  text        NOT NULL,
    owner       text        NOT NULL,
    application text        NOT NULL,
    queue       text        NOT NULL,
    reason      text        NOT NULL,
    message     text        NOT NULL,
    next_step   text        NOT NULL,
    occurred_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    due_at      timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX event_of_condition ON notification.event (condition, due_at) WHERE condition IS NOT NULL;
CREATE INDEX event_by_age ON notification.event (recorded_at);

-- Conditions that hold, or held not long ago.
CREATE TABLE notification.standing (
    condition text PRIMARY KEY,
    stands    boolean     NOT NULL,
    told_at   timestamptz NOT NULL,
    over_at   timestamptz
);

CREATE TABLE notification.delivery (
    id              uuid PRIMARY KEY,
    subscription_id uuid        NOT NULL REFERENCES notification.subscription ON DELETE CASCADE,
    event_seq       bigint      NOT NULL REFERENCES notification.event ON DELETE CASCADE,
    namespace       text        NOT NULL,
    object          text        NOT NULL,
    state           text        NOT NULL DEFAULT 'Waiting' CHECK (state IN ('Waiting', 'Delivered', 'Failed')),
    attempts        int         NOT NULL DEFAULT 0,
    created_at      timestamptz NOT NULL DEFAULT now(),
    -- From when on patience with it is counted; another than its making once it is sent again.
    begun_at        timestamptz NOT NULL DEFAULT now(),
    next_at         timestamptz NOT NULL,
    finished_at     timestamptz,
    message         text        NOT NULL DEFAULT '',
    UNIQUE (subscription_id, event_seq)
);

CREATE INDEX delivery_waiting ON notification.delivery (subscription_id, object, event_seq) WHERE state = 'Waiting';
CREATE INDEX delivery_order ON notification.delivery (subscription_id, event_seq) WHERE state = 'Waiting';
CREATE INDEX delivery_page ON notification.delivery (namespace, created_at DESC NULLS LAST, id DESC);
CREATE INDEX delivery_page_of_all ON notification.delivery (created_at DESC NULLS LAST, id DESC);
CREATE INDEX delivery_by_event ON notification.delivery (event_seq);
CREATE INDEX delivery_by_end ON notification.delivery (finished_at) WHERE state <> 'Waiting';

CREATE TABLE notification.attempt (
    delivery_id uuid        NOT NULL REFERENCES notification.delivery ON DELETE CASCADE,
    number      int         NOT NULL,
    at          timestamptz NOT NULL,
    millis      bigint      NOT NULL,
    status      int,
    answer      text        NOT NULL,
    fault       text        NOT NULL,
    PRIMARY KEY (delivery_id, number)
);
