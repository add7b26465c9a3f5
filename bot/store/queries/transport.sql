-- name: claim_update
insert into inbox (chat_id, update_id, done_at) values (:chat_id, :update_id, :done_at)
on conflict (chat_id, update_id) do nothing

-- name: forget_updates
delete from inbox where done_at < :before

-- name: add_quarantine
insert into quarantine (id, chat_id, update_id, raw, error, created_at)
values (:id, :chat_id, :update_id, :raw, :error, :created_at)

-- name: quarantined
select id, chat_id, update_id, raw, error, created_at from quarantine order by id desc limit :most

-- name: forget_quarantine
delete from quarantine where created_at < :before

-- name: put_outbox
insert into outbox (chat_id, id, lane, kind, dedupe_key, payload, due_at, valid_until, lease_until, once)
values (:chat_id, :id, :lane, :kind, :dedupe_key, :payload, :due_at, :valid_until, :lease_until, :once)
on conflict (dedupe_key) do nothing

-- name: begin_outbox
update outbox set begun_at = :begun_at where chat_id = :chat_id and id = :id and begun_at is null

-- name: outbox_done
delete from outbox where chat_id = :chat_id and id = :id

-- name: outbox_retry
update outbox set attempts = attempts + 1, last_error = :error, due_at = :due_at, lease_until = null,
                  begun_at = null, payload = coalesce(:rest, payload)
where chat_id = :chat_id and id = :id

-- name: outbox_give_up
update outbox set attempts = attempts + 1, last_error = :error, failed_at = :failed_at, lease_until = null
where chat_id = :chat_id and id = :id

-- name: claim_outbox
with due as (
    select chat_id, id from outbox
    where failed_at is null and lane = :lane and due_at <= :now
      and (lease_until is null or lease_until <= :now)
    order by due_at limit :most {skip_locked}
)
update outbox
set lease_until = :lease_until,
    last_error = case when lease_until is null then last_error else :interrupted end
from due where outbox.chat_id = due.chat_id and outbox.id = due.id
returning outbox.chat_id, outbox.id, lane, kind, dedupe_key, payload, due_at, valid_until, lease_until,
          attempts, last_error, failed_at, once, begun_at

-- name: release_outbox
update outbox set lease_until = null, begun_at = null where chat_id = :chat_id and id = :id

-- name: forget_given_up
delete from outbox where failed_at < :before

-- name: recover_outbox
update outbox set lease_until = null, last_error = :interrupted where lease_until is not null

-- name: outbox_waiting
select chat_id, id, lane, kind, dedupe_key, payload, due_at, valid_until, lease_until,
       attempts, last_error, failed_at, once, begun_at
from outbox where failed_at is null order by due_at, id limit :most

-- name: outbox_failed
select chat_id, id, lane, kind, dedupe_key, payload, due_at, valid_until, lease_until,
       attempts, last_error, failed_at, once, begun_at
from outbox where failed_at is not null order by failed_at desc limit :most
