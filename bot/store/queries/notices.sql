-- name: add_notice
insert into notice (person_id, id, kind, key, school_id, campaign_id, pupil_id, child_id, occasion_id, sitting_id, due_at,
                    valid_until)
values (:person_id, :id, :kind, :key, :school_id, :campaign_id, :pupil_id, :child_id, :occasion_id, :sitting_id, :due_at,
        :valid_until)
on conflict (person_id, key) do nothing

-- name: due_readers
select person_id from (
    select person_id, due_at from notice
    where letter_id is null and ended_at is null and due_at <= :now order by due_at limit 4 * :most
) as due group by person_id order by min(due_at) limit :most

-- name: waiting_notices
select person_id, id, kind, key, school_id, campaign_id, pupil_id, child_id, occasion_id, due_at, valid_until,
       letter_id, ended_at, fate, sitting_id
from notice where person_id = :person_id and letter_id is null and ended_at is null and due_at <= :until
order by due_at, id

-- name: put_off_notice
update notice set due_at = :due_at, letter_id = null where person_id = :person_id and id = :id

-- name: end_notice
update notice set ended_at = :ended_at, fate = :fate where person_id = :person_id and id = :id

-- name: carry_notice
update notice set letter_id = :letter_id where person_id = :person_id and id = :id

-- name: notices_of_letter
select person_id, id, kind, key, school_id, campaign_id, pupil_id, child_id, occasion_id, due_at, valid_until,
       letter_id, ended_at, fate, sitting_id
from notice where letter_id = :letter_id and ended_at is null order by due_at, id

-- name: end_letter
update notice set ended_at = :ended_at, fate = :fate where letter_id = :letter_id and ended_at is null

-- name: forget_notices
delete from notice where ended_at < :before

-- name: preference
select hours, weekly, stopped_at, paused_until, letter_at from preference where person_id = :person_id

-- name: put_preference
insert into preference (person_id, hours, weekly, stopped_at, paused_until, letter_at)
values (:person_id, :hours, :weekly, :stopped_at, :paused_until, :letter_at)
on conflict (person_id) do update set hours = excluded.hours, weekly = excluded.weekly,
    stopped_at = excluded.stopped_at, paused_until = excluded.paused_until, letter_at = excluded.letter_at

-- name: mute
insert into muted (person_id, campaign_id, since) values (:person_id, :campaign_id, :since) on conflict do nothing

-- name: unmute
delete from muted where person_id = :person_id and campaign_id = :campaign_id

-- name: muted
select campaign_id from muted where person_id = :person_id

-- name: take_over_notice
update notice set occasion_id = :occasion_id, due_at = :due_at, valid_until = :valid_until, ended_at = null, fate = null,
    letter_id = case when ended_at is null then letter_id end
where person_id = :person_id and key = :key
  and (ended_at is null and occasion_id <> :occasion_id or fate in ('moved', 'closed', 'left', 'unlinked'))

-- name: name_accounts
update notice set child_id = p.person_id, key = replace(notice.key, ':p' || p.id, ':c' || p.person_id)
from pupil p
where p.class_id = :class_id and p.person_id is not null and notice.pupil_id = p.id and notice.child_id is null
  and not exists (select 1 from notice other where other.person_id = notice.person_id
                  and other.key = replace(notice.key, ':p' || p.id, ':c' || p.person_id))

-- name: revive_notice
update notice set due_at = :due_at, valid_until = :valid_until, ended_at = null, fate = null, letter_id = null
where person_id = :person_id and key = :key
  and fate in ('empty', 'unlinked', 'late', 'stopped', 'muted', 'unreachable')

-- name: notice_waits
select 1 from notice where campaign_id = :campaign_id and key = :key and ended_at is null limit 1

-- name: outdate_notices
update notice set key = key || ':was:' || cast(id as text)
where sitting_id = :sitting_id and kind in ('summons', 'sitting') and ended_at is not null
  and (key not like :current or fate = 'moved') and key not like '%:was:%'

-- name: told_before
select 1 from notice
where person_id = :person_id and sitting_id = :sitting_id and kind = :kind and id < :id
  and coalesce(pupil_id, 0) = coalesce(:pupil_id, 0) and coalesce(child_id, 0) = coalesce(:child_id, 0)
  and fate in ('sent', 'uncertain')
