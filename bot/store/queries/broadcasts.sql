-- name: drop_broadcast_drafts
delete from broadcast where made_by = :made_by and state = 'draft'

-- name: add_broadcast
insert into broadcast (id, school_id, made_by, campaign_id, audience, state, created_at)
values (:id, :school_id, :made_by, :campaign_id, :audience, 'draft', :created_at)

-- name: broadcast
select id, school_id, made_by, campaign_id, audience, words, state, created_at, started_at, ended_at,
       progress_message, shown_at, starts_at
from broadcast where id = :id {for_update}

-- name: drop_broadcast
delete from broadcast where id = :id and state = 'draft'

-- name: set_broadcast_audience
update broadcast set audience = :audience where id = :id and state = 'draft'

-- name: set_broadcast_words
update broadcast set words = :words where id = :id and state = 'draft'

-- name: start_broadcast
update broadcast set state = 'sending', progress_message = :progress_message, started_at = :started_at,
                     shown_at = :started_at, starts_at = :starts_at
where id = :id and state = 'draft'

-- name: depart_broadcast
update broadcast set started_at = :started_at, starts_at = null where id = :id

-- name: put_off_broadcast
update broadcast set starts_at = :starts_at where id = :id

-- name: running_broadcasts
select id from broadcast
where started_at is not null and ended_at is null
  and (starts_at is null or starts_at <= :now or state <> 'sending')
order by id

-- name: running_broadcasts_of_campaign
select id from broadcast
where campaign_id = :campaign_id and started_at is not null and ended_at is null order by id

-- name: forget_campaign_of_broadcast
update broadcast set campaign_id = null where id = :id

-- name: forget_recipients
delete from broadcast_recipient where broadcast_id = :broadcast_id

-- name: address_class
insert into broadcast_recipient (broadcast_id, chat_id, person_id, name, state)
select :broadcast_id, person.chat_id, person.id, trim(p.given_name || ' ' || p.family_name), 'waiting'
from pupil p join person on person.id = p.person_id
where p.class_id = :class_id and p.set_aside_at is null and person.reachable = 1
  and not exists (select 1 from participation t
                  where t.person_id = p.person_id and t.campaign_id = :waiting_for)
on conflict do nothing

-- name: address_guests
insert into broadcast_recipient (broadcast_id, chat_id, person_id, name, state)
select :broadcast_id, person.chat_id, person.id, min(t.name), 'waiting'
from participation t join person on person.id = t.person_id
where t.campaign_id = :campaign_id and person.reachable = 1
group by person.chat_id, person.id
on conflict do nothing

-- name: address_groups
insert into broadcast_recipient (broadcast_id, chat_id, name, state)
select :broadcast_id, chat_id, title, 'waiting' from class_group
where class_id = :class_id and left_at is null
on conflict do nothing

-- name: absent_of_class
select trim(p.given_name || ' ' || p.family_name), case when person.id is null then 0 else 1 end
from pupil p left join person on person.id = p.person_id
where p.class_id = :class_id and p.set_aside_at is null and coalesce(person.reachable, 0) = 0
  and not exists (select 1 from participation t
                  where t.person_id = p.person_id and t.campaign_id = :waiting_for)
order by p.family_name, p.given_name, p.id

-- name: queue_recipients
update broadcast_recipient set state = 'queued'
where broadcast_id = :broadcast_id and chat_id in (
    select chat_id from broadcast_recipient
    where broadcast_id = :broadcast_id and state = 'waiting' order by chat_id limit :most)
returning chat_id, person_id, name

-- name: end_recipient
update broadcast_recipient set state = :state
where broadcast_id = :broadcast_id and chat_id = :chat_id and state in ('queued', 'cancelled')

-- name: return_recipient
update broadcast_recipient
set state = case when exists (select 1 from broadcast where id = :broadcast_id and state = 'sending')
                 then 'waiting' else 'cancelled' end
where broadcast_id = :broadcast_id and chat_id = :chat_id and state = 'queued'

-- name: broadcast_counts
select state, count(*) from broadcast_recipient where broadcast_id = :broadcast_id group by state

-- name: stop_broadcast
update broadcast set state = :state where id = :id and state = 'sending'

-- name: cancel_waiting
update broadcast_recipient set state = 'cancelled' where broadcast_id = :broadcast_id and state = 'waiting'

-- name: cancel_queued
update broadcast_recipient set state = 'cancelled'
where broadcast_id = :broadcast_id and state = 'queued'
  and exists (select 1 from outbox
              where outbox.dedupe_key = 'b:' || broadcast_recipient.broadcast_id || ':' || broadcast_recipient.chat_id
                and outbox.begun_at is null)

-- name: withdraw_cancelled
delete from outbox
where begun_at is null and dedupe_key in (
    select 'b:' || broadcast_id || ':' || chat_id from broadcast_recipient
    where broadcast_id = :broadcast_id and state = 'cancelled')

-- name: show_broadcast
update broadcast set shown_at = :shown_at where id = :id

-- name: end_broadcast
update broadcast set ended_at = :ended_at, state = case when state = 'sending' then 'done' else state end
where id = :id

-- name: forget_broadcasts
delete from broadcast where created_at < :before and (ended_at is not null or state = 'draft')

-- name: missed_recipients
select name, state from broadcast_recipient
where broadcast_id = :broadcast_id and state in ('blocked', 'failed', 'uncertain') order by name, chat_id

-- name: put_campaign_group
insert into campaign_group (campaign_id, chat_id, words, finished) values (:campaign_id, :chat_id, :words, :finished)
on conflict (campaign_id, chat_id) do update set words = excluded.words, finished = excluded.finished

-- name: campaign_group_shown
update campaign_group set message_id = :message_id where campaign_id = :campaign_id and chat_id = :chat_id

-- name: finished_in_class
select count(distinct t.person_id) from pupil p
join participation t on t.person_id = p.person_id and t.campaign_id = :campaign_id and t.completed_at is not null
where p.class_id = :class_id and p.set_aside_at is null

-- name: campaign_groups_behind
select campaign_id, chat_id, words, message_id, leader, now from (
    select cg.campaign_id, cg.chat_id, cg.words, cg.message_id, cg.finished,
           (select count(distinct t.person_id) from pupil p
            join participation t on t.person_id = p.person_id and t.campaign_id = cg.campaign_id
                                and t.completed_at is not null
            where p.class_id = g.class_id and p.set_aside_at is null) as now,
           (select min(person_id) from campaign_teacher t where t.campaign_id = cg.campaign_id) as leader
    from campaign_group cg
    join class_group g on g.chat_id = cg.chat_id and g.left_at is null
    join campaign c on c.id = cg.campaign_id and c.archived_at is null
    where cg.message_id is not null) counted
where now <> finished and leader is not null

-- name: campaign_group_counted
update campaign_group set finished = :finished where campaign_id = :campaign_id and chat_id = :chat_id

-- name: broadcast_groups_reached
select count(*) from broadcast_recipient where broadcast_id = :broadcast_id and state = 'sent' and chat_id < 0

-- name: waiting_broadcasts
select id, school_id, made_by, campaign_id, audience, words, state, created_at, started_at, ended_at,
       progress_message, shown_at, starts_at
from broadcast
where made_by = :made_by and state = 'sending' and starts_at > :now and ended_at is null order by starts_at, id
