-- What waits, failed or is to come, in numbers: what an operator reads.

-- name: outbox_by_kind
select lane, kind, count(*), sum(case when due_at <= :now then 1 else 0 end),
       sum(case when lease_until > :now then 1 else 0 end), min(due_at),
       min(case when due_at > :now then due_at end)
from outbox where failed_at is null group by lane, kind order by lane, kind

-- name: outbox_troubles
select lane, kind, last_error, count(*), max(attempts), min(due_at)
from outbox where failed_at is null and last_error is not null group by lane, kind, last_error

-- name: outbox_failures
select lane, kind, last_error, count(*), max(attempts), max(failed_at)
from outbox where failed_at is not null group by lane, kind, last_error

-- name: outbox_failed_rows
select id, lane, kind, last_error, attempts, failed_at
from outbox where failed_at is not null order by failed_at desc, id desc limit :most

-- name: notices_by_time
select kind, due_at / :span, count(*) from notice
where letter_id is null and ended_at is null group by 1, 2 order by 2, 1

-- name: notices_carried
select count(*) from notice where letter_id is not null and ended_at is null

-- name: notices_ended
select kind, fate, count(*) from notice where ended_at >= :since group by kind, fate order by kind, fate

-- name: occasions_to_come
select id, school_id, campaign_id, kind, days, at, due_at, reached, done_at
from occasion where done_at is null order by due_at, id limit :most

-- name: broadcasts_under_way
select b.starts_at, count(distinct b.id), count(r.chat_id)
from broadcast b left join broadcast_recipient r on r.broadcast_id = b.id and r.state in ('waiting', 'queued')
where b.started_at is not null and b.ended_at is null group by b.starts_at order by coalesce(b.starts_at, 0)
